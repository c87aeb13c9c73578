package app.atelier.projects.project;

import static app.schema.projects.Tables.PROJECT_MEMBER;
import static app.schema.projects.Tables.PROJECT_TEAM;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.projects.ProjectRole;
import org.springframework.stereotype.Component;

/** People and teams of projects in the database. */
@Component
class ProjectMemberStore {

    List<ProjectMember> people(Tx tx, UUID project) {
        return tx.sql().select(PROJECT_MEMBER.PERSON_ID, PROJECT_MEMBER.ROLE).from(PROJECT_MEMBER)
                .where(PROJECT_MEMBER.ORGANIZATION_ID.eq(tx.organization()), PROJECT_MEMBER.PROJECT_ID.eq(project))
                .orderBy(PROJECT_MEMBER.PERSON_ID)
                .fetch(row -> new ProjectMember(row.value1(), ProjectRole.of(row.value2())));
    }

    List<ProjectTeam> teams(Tx tx, UUID project) {
        return tx.sql().select(PROJECT_TEAM.TEAM_ID, PROJECT_TEAM.ROLE).from(PROJECT_TEAM)
                .where(PROJECT_TEAM.ORGANIZATION_ID.eq(tx.organization()), PROJECT_TEAM.PROJECT_ID.eq(project))
                .orderBy(PROJECT_TEAM.TEAM_ID)
                .fetch(row -> new ProjectTeam(row.value1(), ProjectRole.of(row.value2())));
    }

    void put(Tx tx, Project project) {
        for (var member : project.members()) {
            tx.sql().insertInto(PROJECT_MEMBER)
                    .set(PROJECT_MEMBER.ORGANIZATION_ID, tx.organization())
                    .set(PROJECT_MEMBER.PROJECT_ID, project.id())
                    .set(PROJECT_MEMBER.PERSON_ID, member.personId())
                    .set(PROJECT_MEMBER.ROLE, member.role().word())
                    .execute();
        }
        for (var team : project.teams()) {
            tx.sql().insertInto(PROJECT_TEAM)
                    .set(PROJECT_TEAM.ORGANIZATION_ID, tx.organization())
                    .set(PROJECT_TEAM.PROJECT_ID, project.id())
                    .set(PROJECT_TEAM.TEAM_ID, team.teamId())
                    .set(PROJECT_TEAM.ROLE, team.role().word())
                    .execute();
        }
    }

    void replace(Tx tx, Project project) {
        tx.sql().deleteFrom(PROJECT_MEMBER)
                .where(PROJECT_MEMBER.ORGANIZATION_ID.eq(tx.organization()), PROJECT_MEMBER.PROJECT_ID.eq(project.id()))
                .execute();
        tx.sql().deleteFrom(PROJECT_TEAM)
                .where(PROJECT_TEAM.ORGANIZATION_ID.eq(tx.organization()), PROJECT_TEAM.PROJECT_ID.eq(project.id()))
                .execute();
        put(tx, project);
    }
}
