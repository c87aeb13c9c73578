package app.atelier.projects.project;

import static app.schema.projects.Tables.PROJECT;
import static app.schema.projects.Tables.PROJECT_MEMBER;
import static app.schema.projects.Tables.PROJECT_TEAM;
import static app.schema.projects.Tables.TEAM_MEMBER;

import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Problem;
import app.atelier.projects.ProjectRole;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * Who may do what in which project. A role in the organization reaches into every project but the restricted ones;
 * being in a project, by oneself or by a team, gives what {@link ProjectRole} says. Who looks after the organization is
 * shut out of nothing, and a token's scope bounds it all.
 */
public final class ProjectGuard {

    private ProjectGuard() {
    }

    /** True for rows of {@code PROJECT} that the caller may see; those in the trash are for nobody. */
    public static Condition visible(Caller caller) {
        return PROJECT.DELETED_AT.isNull().and(allows(caller, Permission.WORK_READ));
    }

    /** True for rows of {@code PROJECT} where the caller may do this, trash included. */
    public static Condition allows(Caller caller, Permission permission) {
        if (!caller.within(permission)) {
            return DSL.falseCondition();
        }
        if (!caller.permissions().contains(permission)) {
            return given(caller, permission);
        }
        return caller.entersRestricted() ? DSL.noCondition() : PROJECT.RESTRICTED.isFalse().or(given(caller, permission));
    }

    /** What stands in the way of somebody who sees the project. */
    public static Problem refusal(Caller caller, Permission permission) {
        return new Problem.Forbidden(caller.within(permission)
                ? "This needs the permission " + permission.word() + " in this project. Ask who leads it, or an owner or admin."
                : "This needs the permission " + permission.word() + ", which this token leaves out. Make a token with it.");
    }

    /** What stands in the way of who may not do this: that it is not there, for those who may not see it. */
    static Problem refusal(Caller caller, Permission permission, UUID project, boolean seen) {
        return seen ? refusal(caller, permission) : new Problem.NotFound("project", project);
    }

    private static Condition given(Caller caller, Permission permission) {
        var roles = ProjectRole.giving(permission);
        if (roles.isEmpty()) {
            return DSL.falseCondition();
        }
        return DSL.exists(DSL.selectOne().from(PROJECT_MEMBER)
                        .where(PROJECT_MEMBER.ORGANIZATION_ID.eq(caller.organization()), PROJECT_MEMBER.PROJECT_ID.eq(PROJECT.ID),
                                PROJECT_MEMBER.PERSON_ID.eq(caller.person()), PROJECT_MEMBER.ROLE.in(roles)))
                .or(DSL.exists(DSL.selectOne().from(TEAM_MEMBER)
                        .join(PROJECT_TEAM).on(PROJECT_TEAM.ORGANIZATION_ID.eq(TEAM_MEMBER.ORGANIZATION_ID),
                                PROJECT_TEAM.TEAM_ID.eq(TEAM_MEMBER.TEAM_ID))
                        .where(TEAM_MEMBER.ORGANIZATION_ID.eq(caller.organization()), TEAM_MEMBER.PERSON_ID.eq(caller.person()),
                                PROJECT_TEAM.PROJECT_ID.eq(PROJECT.ID), PROJECT_TEAM.ROLE.in(roles))));
    }
}
