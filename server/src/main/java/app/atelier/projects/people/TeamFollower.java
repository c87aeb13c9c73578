package app.atelier.projects.people;

import static app.schema.projects.Tables.PROJECT_TEAM;
import static app.schema.projects.Tables.TEAM_MEMBER;

import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.users.MemberLeft;
import app.atelier.users.TeamChanged;
import app.atelier.users.TeamCreated;
import app.atelier.users.TeamDeleted;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Keeps the copy of who is in which team up to date, and takes a deleted team out of its projects. */
@Component
class TeamFollower implements Follower {

    @Override
    public String name() {
        return "teams";
    }

    @Override
    public String service() {
        return "projects";
    }

    @Override
    public Set<String> types() {
        return Set.of(TeamCreated.TYPE, TeamChanged.TYPE, TeamDeleted.TYPE, MemberLeft.TYPE);
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        switch (entry.type()) {
            case TeamCreated.TYPE -> replace(tx, entry.subjectId(), entry.data().path("team"));
            case TeamChanged.TYPE -> replace(tx, entry.subjectId(), entry.data().path("after"));
            case TeamDeleted.TYPE -> {
                clear(tx, entry.subjectId());
                tx.sql().deleteFrom(PROJECT_TEAM)
                        .where(PROJECT_TEAM.ORGANIZATION_ID.eq(tx.organization()), PROJECT_TEAM.TEAM_ID.eq(entry.subjectId())).execute();
            }
            default -> tx.sql().deleteFrom(TEAM_MEMBER)
                    .where(TEAM_MEMBER.ORGANIZATION_ID.eq(tx.organization()), TEAM_MEMBER.PERSON_ID.eq(entry.subjectId())).execute();
        }
    }

    private static void replace(Tx tx, UUID team, JsonNode told) {
        clear(tx, team);
        for (var person : told.path("memberIds")) {
            tx.sql().insertInto(TEAM_MEMBER)
                    .set(TEAM_MEMBER.ORGANIZATION_ID, tx.organization())
                    .set(TEAM_MEMBER.TEAM_ID, team)
                    .set(TEAM_MEMBER.PERSON_ID, UUID.fromString(person.asString("")))
                    .execute();
        }
    }

    private static void clear(Tx tx, UUID team) {
        tx.sql().deleteFrom(TEAM_MEMBER)
                .where(TEAM_MEMBER.ORGANIZATION_ID.eq(tx.organization()), TEAM_MEMBER.TEAM_ID.eq(team)).execute();
    }
}
