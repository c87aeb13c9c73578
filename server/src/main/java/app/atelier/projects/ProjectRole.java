package app.atelier.projects;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import app.atelier.platform.security.Permission;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a person or a team is in one project, from the most powerful to the least. It adds to what their role in the
 * organization gives; in a restricted project it is all they have there.
 */
public enum ProjectRole {
    LEAD(Permission.WORK_READ, Permission.WORK_COMMENT, Permission.WORK_EDIT, Permission.PROJECT_MANAGE),
    EDITOR(Permission.WORK_READ, Permission.WORK_COMMENT, Permission.WORK_EDIT),
    COMMENTER(Permission.WORK_READ, Permission.WORK_COMMENT),
    VIEWER(Permission.WORK_READ);

    @SuppressWarnings("ImmutableEnumChecker") // nobody can change it
    private final Set<Permission> permissions;

    ProjectRole(Permission first, Permission... others) {
        this.permissions = Collections.unmodifiableSet(EnumSet.of(first, others));
    }

    /** What it lets one do in the project. */
    public Set<Permission> permissions() {
        return permissions;
    }

    /** The words of the roles that give this permission. */
    public static List<String> giving(Permission permission) {
        return Arrays.stream(values()).filter(r -> r.permissions.contains(permission)).map(ProjectRole::word).toList();
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the words that are known */
    @JsonCreator
    public static ProjectRole of(String word) {
        return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of lead, editor, commenter, viewer"));
    }
}
