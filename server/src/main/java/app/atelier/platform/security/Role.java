package app.atelier.platform.security;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a person is in an organization, from the most powerful to the least. */
public enum Role {
    OWNER, ADMIN, MEMBER, GUEST;

    /** True when this role may do at least what {@code other} may. */
    public boolean atLeast(Role other) {
        return compareTo(other) <= 0;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no role */
    @JsonCreator
    public static Role of(String word) {
        for (var role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no role; the roles are owner, admin, member and guest");
    }
}
