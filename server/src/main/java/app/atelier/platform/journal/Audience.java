package app.atelier.platform.journal;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Who may see a journal entry. */
public final class Audience {

    /** Everybody who belongs to the organization as a member or more. */
    public static final @Nullable String ORGANIZATION = null;

    /** Those who look after the organization: who may manage its members or read its audit log. */
    public static final String ADMINS = "admins";

    private Audience() {
    }

    /** One person only. */
    public static String person(UUID id) {
        return "person:" + id;
    }

    /** Those who may see one thing, such as a project. */
    public static String of(String kind, UUID id) {
        return kind + ":" + id;
    }
}
