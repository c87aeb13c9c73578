package app.atelier.projects.people;

import static app.schema.projects.Tables.PERSON;

import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.users.MemberChanged;
import app.atelier.users.MemberJoined;
import app.atelier.users.MemberLeft;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Keeps the copy of the organization's members up to date. */
@Component
class PeopleFollower implements Follower {

    @Override
    public String name() {
        return "people";
    }

    @Override
    public String service() {
        return "projects";
    }

    @Override
    public Set<String> types() {
        return Set.of(MemberJoined.TYPE, MemberChanged.TYPE, MemberLeft.TYPE);
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        switch (entry.type()) {
            case MemberJoined.TYPE -> save(tx, entry.data().path("member"));
            case MemberChanged.TYPE -> save(tx, entry.data().path("after"));
            default -> tx.sql().deleteFrom(PERSON)
                    .where(PERSON.ORGANIZATION_ID.eq(tx.organization()), PERSON.ID.eq(entry.subjectId())).execute();
        }
    }

    private static void save(Tx tx, JsonNode member) {
        var name = (member.path("firstName").asString("") + " " + member.path("lastName").asString("")).strip();
        tx.sql().insertInto(PERSON)
                .set(PERSON.ORGANIZATION_ID, tx.organization())
                .set(PERSON.ID, UUID.fromString(member.path("id").asString("")))
                .set(PERSON.USERNAME, member.path("username").asString(""))
                .set(PERSON.EMAIL, member.path("email").asString(""))
                .set(PERSON.NAME, name)
                .set(PERSON.ROLE, member.path("role").asString(""))
                .onConflict(PERSON.ORGANIZATION_ID, PERSON.ID).doUpdate()
                .setAllToExcluded()
                .execute();
    }
}
