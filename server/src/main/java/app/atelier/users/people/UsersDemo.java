package app.atelier.users.people;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.demo.DemoHouse;
import app.atelier.platform.demo.DemoSeed;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Slugs;
import app.atelier.users.Member;
import app.atelier.users.MemberJoined;
import app.atelier.users.Membership;
import app.atelier.users.Organization;
import app.atelier.users.OrganizationCreated;
import app.atelier.users.Person;
import org.springframework.stereotype.Component;

/** The demonstration's organization and people. They have no passwords: the administrator link lets the owner in. */
@Component
class UsersDemo implements DemoSeed {

    private static final Duration AGE = Duration.ofDays(120);

    private record Guest(UUID id, String first, String last, Role role) {
    }

    private static final List<Guest> PEOPLE = List.of(
            new Guest(DemoHouse.MARA, "Mara", "Kessler", Role.OWNER),
            new Guest(DemoHouse.JONAS, "Jonas", "Lind", Role.ADMIN),
            new Guest(DemoHouse.AMARA, "Amara", "Okafor", Role.MEMBER),
            new Guest(DemoHouse.TOMAS, "Tomás", "Rey", Role.MEMBER),
            new Guest(DemoHouse.GRETA, "Greta", "Holm", Role.GUEST));

    private final Db db;
    private final PersonStore store;
    private final Journal journal;

    UsersDemo(Db db, PersonStore store, Journal journal) {
        this.db = db;
        this.store = store;
        this.journal = journal;
    }

    @Override
    public void seed(DemoHouse house) {
        db.in(DemoHouse.ORGANIZATION, tx -> {
            if (store.organization(tx, DemoHouse.ORGANIZATION).isEmpty()) {
                furnish(tx, house.now().minus(AGE));
            }
            return null;
        });
    }

    private void furnish(Tx tx, Instant since) {
        var organization = new Organization(DemoHouse.ORGANIZATION, "Nordlicht Studio", DemoHouse.SLUG, since, 1);
        store.insert(tx, organization);
        journal.record(tx, DemoHouse.MARA, since, new OrganizationCreated(organization));
        for (var guest : PEOPLE) {
            var name = Slugs.of(guest.first());
            var person = new Person(guest.id(), name, name + "@nordlicht.example", guest.first(), guest.last(),
                    "Europe/Berlin", guest.role() == Role.OWNER, since, 1);
            store.insert(tx, person);
            store.insert(tx, new Membership(organization.id(), guest.id(), guest.role(), since));
            journal.record(tx, DemoHouse.MARA, since, new MemberJoined(Member.of(person, guest.role(), since)));
        }
    }
}
