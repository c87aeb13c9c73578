package app.atelier.projects.project;

import static app.schema.projects.Tables.PROJECT;
import static app.schema.projects.Tables.PROJECT_MEMBER;

import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Who may see and change which project: members and up all of them; guests see those they were added to. */
public final class ProjectGuard {

    private ProjectGuard() {
    }

    /** True for rows of {@code PROJECT} that the caller may see; those in the trash are for nobody. */
    public static Condition visible(Caller caller) {
        return PROJECT.DELETED_AT.isNull().and(allowed(caller, PROJECT.ID));
    }

    /** True for the ids of projects that the caller may see, trash included. */
    public static Condition allowed(Caller caller, Field<UUID> projectId) {
        if (caller.may(Permission.WORK_READ)) {
            return DSL.noCondition();
        }
        return DSL.exists(DSL.selectOne().from(PROJECT_MEMBER)
                .where(PROJECT_MEMBER.ORGANIZATION_ID.eq(caller.organization()), PROJECT_MEMBER.PROJECT_ID.eq(projectId),
                        PROJECT_MEMBER.PERSON_ID.eq(caller.person())));
    }
}
