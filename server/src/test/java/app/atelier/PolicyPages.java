package app.atelier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Policy;
import app.atelier.platform.security.Role;
import app.atelier.projects.ProjectRole;

/**
 * What is made from the table of permissions: its page in the documentation, and what the client knows of it. Run
 * {@link #main} in {@code server/} after changing {@link Policy}; {@link PolicyTest} fails until then.
 */
final class PolicyPages {

    private static final Path TOP = Path.of("..");
    private static final String MADE = "Made from Policy.java by PolicyPages; change that and run it again.";

    private PolicyPages() {
    }

    public static void main(String[] args) throws IOException {
        for (var page : pages().entrySet()) {
            Files.writeString(page.getKey(), page.getValue());
        }
    }

    /** Files and what they hold. */
    static Map<Path, String> pages() {
        return Map.of(TOP.resolve("docs/api/permissions.md"), markdown(), TOP.resolve("web/src/lib/policy.ts"), typescript());
    }

    private static String markdown() {
        var text = new StringBuilder("""
                <!-- %s -->
                # Permissions

                Every operation needs one permission, which the API document names. A role in the organization gives permissions everywhere in it; being in a project gives some there, and in a restricted project that is all one has, unless one may `organization.manage`. A custom role holds what is marked *custom* and always what guests may; a token may carry less than its bearer, never more.

                | permission | lets one | owner | admin | member | guest | custom |
                |---|---|:-:|:-:|:-:|:-:|:-:|
                """.formatted(MADE));
        for (var permission : Permission.values()) {
            text.append("| `").append(permission.word()).append("` | ").append(permission.description()).append(" |");
            for (var role : Role.values()) {
                text.append(mark(Policy.allows(role, permission)));
            }
            text.append(mark(permission.grantable())).append('\n');
        }
        text.append("""

                `system.manage` also asks for the administrator's mark, which a one-time link gives. Nobody gives or takes a permission they lack themselves, and the last owner stays one.

                ## In a project

                | permission | lead | editor | commenter | viewer |
                |---|:-:|:-:|:-:|:-:|
                """);
        for (var permission : Permission.values()) {
            if (permission.reach() == Permission.Reach.PROJECT) {
                text.append("| `").append(permission.word()).append("` |");
                for (var role : ProjectRole.values()) {
                    text.append(mark(role.permissions().contains(permission)));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String mark(boolean yes) {
        return yes ? " ● |" : "  |";
    }

    private static String typescript() {
        var text = new StringBuilder("// ").append(MADE).append("\n\n");
        text.append("export interface PermissionInfo {\n  word: Permission;\n  description: string;\n"
                + "  /** Whether custom roles and tokens may carry it. */\n  grantable: boolean;\n}\n\n");
        text.append("export type Permission =\n").append(Arrays.stream(Permission.values())
                .map(p -> "  | '" + p.word() + "'").collect(Collectors.joining("\n"))).append(";\n\n");
        text.append("export const PERMISSIONS: readonly PermissionInfo[] = [\n");
        for (var permission : Permission.values()) {
            text.append("  { word: '").append(permission.word()).append("', description: ").append(quoted(permission.description()))
                    .append(", grantable: ").append(permission.grantable()).append(" },\n");
        }
        text.append("];\n\n/** What the roles of an organization give everywhere in it. */\n");
        text.append("export const ROLES = {\n");
        for (var role : Role.values()) {
            text.append("  ").append(role.word()).append(": ").append(list(Policy.of(role))).append(",\n");
        }
        text.append("} as const satisfies Record<string, readonly Permission[]>;\n\n/** What being in a project gives there. */\n");
        text.append("export const PROJECT_ROLES = {\n");
        for (var role : ProjectRole.values()) {
            text.append("  ").append(role.word()).append(": ").append(list(role.permissions())).append(",\n");
        }
        text.append("} as const satisfies Record<string, readonly Permission[]>;\n\n");
        text.append("export type ProjectRole = keyof typeof PROJECT_ROLES;\n\n");
        text.append("""
                /** Whether the server lets this person do it everywhere in the organization; it decides again each time. */
                export function may(profile: { permissions: readonly Permission[] }, permission: Permission): boolean {
                  return profile.permissions.includes(permission);
                }
                """);
        return text.toString();
    }

    private static String quoted(String text) {
        return text.contains("'") ? "\"" + text + "\"" : "'" + text + "'";
    }

    private static String list(Set<Permission> permissions) {
        return permissions.stream().sorted().map(p -> "\n    '" + p.word() + "',").collect(Collectors.joining("", "[", "\n  ]"));
    }
}
