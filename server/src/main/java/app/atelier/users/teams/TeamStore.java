package app.atelier.users.teams;

import static app.schema.users.Tables.MEMBERSHIP;
import static app.schema.users.Tables.TEAM;
import static app.schema.users.Tables.TEAM_MEMBER;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.users.Team;
import app.schema.users.tables.records.TeamRecord;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Teams in the database. */
@Component
public class TeamStore {

    List<Team> all(Tx tx) {
        var people = tx.sql().select(TEAM_MEMBER.TEAM_ID, TEAM_MEMBER.PERSON_ID).from(TEAM_MEMBER)
                .where(TEAM_MEMBER.ORGANIZATION_ID.eq(tx.organization()))
                .orderBy(TEAM_MEMBER.PERSON_ID).fetchGroups(TEAM_MEMBER.TEAM_ID, TEAM_MEMBER.PERSON_ID);
        return tx.sql().selectFrom(TEAM).where(TEAM.ORGANIZATION_ID.eq(tx.organization()))
                .orderBy(DSL.lower(TEAM.NAME)).fetch(row -> team(row, people.getOrDefault(row.getId(), List.of())));
    }

    Optional<Team> find(Tx tx, UUID id) {
        return tx.sql().selectFrom(TEAM).where(TEAM.ORGANIZATION_ID.eq(tx.organization()), TEAM.ID.eq(id))
                .fetchOptional(row -> team(row, people(tx, id)));
    }

    /** The same, locked until the transaction ends. */
    public Optional<Team> lock(Tx tx, UUID id) {
        return tx.sql().selectFrom(TEAM).where(TEAM.ORGANIZATION_ID.eq(tx.organization()), TEAM.ID.eq(id))
                .forUpdate().fetchOptional(row -> team(row, people(tx, id)));
    }

    public boolean nameTaken(Tx tx, String name, UUID except) {
        return tx.sql().fetchExists(TEAM, TEAM.ORGANIZATION_ID.eq(tx.organization()),
                DSL.lower(TEAM.NAME).eq(DSL.lower(name)), TEAM.ID.ne(except));
    }

    int count(Tx tx) {
        return tx.sql().fetchCount(TEAM, TEAM.ORGANIZATION_ID.eq(tx.organization()));
    }

    /** Those of the given people who belong to the organization. */
    public Set<UUID> members(Tx tx, Collection<UUID> people) {
        return tx.sql().select(MEMBERSHIP.PERSON_ID).from(MEMBERSHIP)
                .where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), MEMBERSHIP.PERSON_ID.in(people))
                .fetchSet(MEMBERSHIP.PERSON_ID);
    }

    public void insert(Tx tx, Team team) {
        tx.sql().insertInto(TEAM)
                .set(TEAM.ORGANIZATION_ID, tx.organization())
                .set(TEAM.ID, team.id())
                .set(TEAM.NAME, team.name())
                .set(TEAM.CREATED_AT, team.createdAt())
                .execute();
        put(tx, team);
    }

    public void update(Tx tx, Team team) {
        tx.sql().update(TEAM).set(TEAM.NAME, team.name()).set(TEAM.VERSION, team.version())
                .where(TEAM.ORGANIZATION_ID.eq(tx.organization()), TEAM.ID.eq(team.id())).execute();
        tx.sql().deleteFrom(TEAM_MEMBER)
                .where(TEAM_MEMBER.ORGANIZATION_ID.eq(tx.organization()), TEAM_MEMBER.TEAM_ID.eq(team.id())).execute();
        put(tx, team);
    }

    public void delete(Tx tx, UUID id) {
        tx.sql().deleteFrom(TEAM).where(TEAM.ORGANIZATION_ID.eq(tx.organization()), TEAM.ID.eq(id)).execute();
    }

    private static void put(Tx tx, Team team) {
        for (var person : team.memberIds()) {
            tx.sql().insertInto(TEAM_MEMBER)
                    .set(TEAM_MEMBER.ORGANIZATION_ID, tx.organization())
                    .set(TEAM_MEMBER.TEAM_ID, team.id())
                    .set(TEAM_MEMBER.PERSON_ID, person)
                    .execute();
        }
    }

    private static List<UUID> people(Tx tx, UUID team) {
        return tx.sql().select(TEAM_MEMBER.PERSON_ID).from(TEAM_MEMBER)
                .where(TEAM_MEMBER.ORGANIZATION_ID.eq(tx.organization()), TEAM_MEMBER.TEAM_ID.eq(team))
                .orderBy(TEAM_MEMBER.PERSON_ID).fetch(TEAM_MEMBER.PERSON_ID);
    }

    private static Team team(TeamRecord row, List<UUID> people) {
        return new Team(row.getId(), row.getName(), people, row.getCreatedAt(), row.getVersion());
    }
}
