package app.atelier.platform.demo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Ids;

/**
 * The demonstration house: one organization, its people, and the moment its history ends. Ids are named, so that a
 * second seeding finds the first.
 *
 * @param now the moment of seeding; history lies before it
 */
public record DemoHouse(Instant now) {

    public static final String SLUG = "nordlicht";
    public static final UUID ORGANIZATION = id("organization");
    public static final UUID MARA = id("person", "mara");
    public static final UUID JONAS = id("person", "jonas");
    public static final UUID AMARA = id("person", "amara");
    public static final UUID TOMAS = id("person", "tomas");
    public static final UUID GRETA = id("person", "greta");

    /** Owner first, then members, the guest last. */
    public static final List<UUID> PEOPLE = List.of(MARA, JONAS, AMARA, TOMAS, GRETA);

    /** The id of a thing of the demonstration, always the same for the same words. */
    public static UUID id(String... words) {
        return Ids.named("demo", String.join("/", words));
    }
}
