package app.atelier.platform.security;

import java.util.Arrays;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What may be done. Who may is the table {@link Policy}; which operation needs what stands at the operation, as
 * {@link Requires}. Words such as {@code members.manage} name them in the API, in tokens and in custom roles.
 */
public enum Permission {
    /** One's own profile, notices and preferences. */
    SELF("See and change one's own profile, notices and preferences", Reach.ORGANIZATION),
    /** Never in a custom role's or token's gift: a stolen token must not make itself permanent. */
    SELF_SECURITY("Change how one signs in, one's sessions and tokens", Reach.ORGANIZATION),
    ORGANIZATION_READ("See the organization, its members and teams", Reach.ORGANIZATION),
    ORGANIZATION_MANAGE("Rename the organization, export everything", Reach.ORGANIZATION),
    ORGANIZATION_DELETE("Delete the organization or hand it over", Reach.ORGANIZATION),
    MEMBERS_MANAGE("Invite, change and remove members and teams", Reach.ORGANIZATION),
    ROLES_MANAGE("Make and change custom roles", Reach.ORGANIZATION),
    ACCESS_MANAGE("Set up single sign-on, SCIM, tokens and clients of the organization", Reach.ORGANIZATION),
    WEBHOOKS_MANAGE("Set up webhooks and see their deliveries", Reach.ORGANIZATION),
    AUDIT_READ("Search and export the audit log", Reach.ORGANIZATION),
    PROJECTS_CREATE("Create, import and restore projects; use templates", Reach.ORGANIZATION),
    WORK_READ("See a project and its tasks", Reach.PROJECT),
    WORK_COMMENT("Write comments", Reach.PROJECT),
    WORK_EDIT("Change tasks and attach files", Reach.PROJECT),
    PROJECT_MANAGE("Change a project, its columns and its members", Reach.PROJECT),
    CATALOG_READ("See products and stock", Reach.ORGANIZATION),
    CATALOG_MANAGE("Change products and stock", Reach.ORGANIZATION),
    ORDERS_READ("See orders", Reach.ORGANIZATION),
    ORDERS_MANAGE("Fulfil, cancel and mark orders paid", Reach.ORGANIZATION),
    REPORTS_READ("See reports", Reach.ORGANIZATION),
    EVENTS_SEND("Send events and see what was rejected", Reach.ORGANIZATION),
    /** Also asks for the administrator's mark on the person. */
    SYSTEM_MANAGE("Look after the installation", Reach.ORGANIZATION);

    /** Where a permission is decided. */
    public enum Reach {
        /** By the caller's role alone. */
        ORGANIZATION,
        /** By the caller's role, or by what the caller is in the project. */
        PROJECT
    }

    private final String description;
    private final Reach reach;

    Permission(String description, Reach reach) {
        this.description = description;
        this.reach = reach;
    }

    /** What it lets one do, for people. */
    public String description() {
        return description;
    }

    public Reach reach() {
        return reach;
    }

    /** Whether custom roles and tokens may carry it. */
    public boolean grantable() {
        return this != SELF_SECURITY && this != ORGANIZATION_DELETE && this != SYSTEM_MANAGE;
    }

    @JsonValue
    public String word() {
        var name = name().toLowerCase(Locale.ROOT);
        return name.replace('_', '.');
    }

    /** @throws IllegalArgumentException for a word that names no permission */
    @JsonCreator
    public static Permission of(String word) {
        return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no permission"));
    }
}
