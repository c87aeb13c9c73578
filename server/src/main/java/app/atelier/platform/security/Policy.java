package app.atelier.platform.security;

import static app.atelier.platform.security.Permission.*;
import static app.atelier.platform.security.Role.ADMIN;
import static app.atelier.platform.security.Role.GUEST;
import static app.atelier.platform.security.Role.MEMBER;
import static app.atelier.platform.security.Role.OWNER;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Who may do what: permission by role, the one table of it. The page of permissions in the documentation and what the
 * client offers are made from it. Custom roles choose their own permissions; projects give some to their members.
 */
public final class Policy {

    private static final Map<Permission, Set<Role>> TABLE = table();

    private Policy() {
    }

    private static Map<Permission, Set<Role>> table() {
        var table = new EnumMap<Permission, Set<Role>>(Permission.class);
        row(table, SELF, OWNER, ADMIN, MEMBER, GUEST);
        row(table, SELF_SECURITY, OWNER, ADMIN, MEMBER, GUEST);
        row(table, ORGANIZATION_READ, OWNER, ADMIN, MEMBER, GUEST);
        row(table, ORGANIZATION_MANAGE, OWNER, ADMIN);
        row(table, ORGANIZATION_DELETE, OWNER);
        row(table, MEMBERS_MANAGE, OWNER, ADMIN);
        row(table, ROLES_MANAGE, OWNER, ADMIN);
        row(table, ACCESS_MANAGE, OWNER, ADMIN);
        row(table, WEBHOOKS_MANAGE, OWNER, ADMIN);
        row(table, AUDIT_READ, OWNER, ADMIN);
        row(table, PROJECTS_CREATE, OWNER, ADMIN, MEMBER);
        row(table, WORK_READ, OWNER, ADMIN, MEMBER);
        row(table, WORK_COMMENT, OWNER, ADMIN, MEMBER);
        row(table, WORK_EDIT, OWNER, ADMIN, MEMBER);
        row(table, PROJECT_MANAGE, OWNER, ADMIN, MEMBER);
        row(table, CATALOG_READ, OWNER, ADMIN, MEMBER);
        row(table, CATALOG_MANAGE, OWNER, ADMIN, MEMBER);
        row(table, ORDERS_READ, OWNER, ADMIN, MEMBER);
        row(table, ORDERS_MANAGE, OWNER, ADMIN, MEMBER);
        row(table, REPORTS_READ, OWNER, ADMIN, MEMBER);
        row(table, EVENTS_SEND, OWNER, ADMIN, MEMBER);
        row(table, SYSTEM_MANAGE, OWNER, ADMIN, MEMBER, GUEST);
        return table;
    }

    private static void row(Map<Permission, Set<Role>> table, Permission permission, Role first, Role... others) {
        table.put(permission, EnumSet.of(first, others));
    }

    /** What a role may do everywhere in its organization; what projects give comes on top. */
    public static Set<Permission> of(Role role) {
        return BY_ROLE.getOrDefault(role, Set.of());
    }

    /** What somebody with a role made of these permissions may do: what guests may, everybody may. */
    public static Set<Permission> custom(Collection<Permission> chosen) {
        var all = EnumSet.copyOf(of(GUEST));
        all.addAll(chosen);
        return Collections.unmodifiableSet(all);
    }

    /** Whether this role may. */
    public static boolean allows(Role role, Permission permission) {
        return TABLE.getOrDefault(permission, Set.of()).contains(role);
    }

    private static final Map<Role, Set<Permission>> BY_ROLE = byRole();

    private static Map<Role, Set<Permission>> byRole() {
        var sets = new EnumMap<Role, Set<Permission>>(Role.class);
        for (var role : Role.values()) {
            var may = EnumSet.noneOf(Permission.class);
            TABLE.forEach((permission, roles) -> {
                if (roles.contains(role)) {
                    may.add(permission);
                }
            });
            sets.put(role, Collections.unmodifiableSet(may));
        }
        return sets;
    }
}
