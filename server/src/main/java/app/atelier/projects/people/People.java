package app.atelier.projects.people;

import static app.schema.projects.Tables.PERSON;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Problem;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.springframework.stereotype.Component;

/** Who belongs to the organization, as projects knows it. */
@Component
public class People {

    private final UserAccess users;

    People(UserAccess users) {
        this.users = users;
    }

    /** A member to match names of other systems against. */
    public record Known(UUID id, String username, String email, String name) {
    }

    public List<Known> all(Tx tx) {
        return tx.sql().selectFrom(PERSON).where(PERSON.ORGANIZATION_ID.eq(tx.organization()))
                .orderBy(PERSON.ID)
                .fetch(row -> new Known(row.getId(), row.getUsername(), row.getEmail(), row.getName()));
    }

    /** Whether this member only sees what they are given. */
    public boolean isGuest(Tx tx, UUID id) {
        var role = tx.sql().select(PERSON.ROLE).from(PERSON)
                .where(PERSON.ORGANIZATION_ID.eq(tx.organization()), PERSON.ID.eq(id)).fetchOne(PERSON.ROLE);
        return role != null ? role.equals(Role.GUEST.word())
                : users.memberships(id).stream().noneMatch(m -> m.organizationId().equals(tx.organization())
                        && m.role().atLeast(Role.MEMBER));
    }

    /**
     * Holds ids of teams somebody sent against those there are.
     *
     * @throws Problem.Invalid naming the first that is none
     */
    public void requireTeams(Tx tx, String field, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        var missing = new ArrayList<>(ids);
        missing.removeAll(users.teams(tx.organization(), ids));
        if (!missing.isEmpty()) {
            throw new Problem.Invalid(field, missing.getFirst() + " is no team of your organization");
        }
    }

    /**
     * Holds ids somebody sent against the members. Who joined a moment ago may not be in the copy yet, so those who are
     * missing are asked for at the source.
     *
     * @throws Problem.Invalid naming the first id that belongs to nobody here
     */
    public void requireMembers(Tx tx, String field, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        var missing = new ArrayList<>(new HashSet<>(ids));
        missing.removeAll(tx.sql().select(PERSON.ID).from(PERSON)
                .where(PERSON.ORGANIZATION_ID.eq(tx.organization()), PERSON.ID.in(missing)).fetch(PERSON.ID));
        if (!missing.isEmpty()) {
            missing.removeAll(users.members(tx.organization(), missing).stream().map(Person::id).toList());
        }
        if (!missing.isEmpty()) {
            throw new Problem.Invalid(field, missing.getFirst() + " is not a member of your organization");
        }
    }
}
