package app.atelier.platform.issuer;

import app.atelier.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * Whom an issuer's access token is about.
 *
 * @param subject      who it is, at this issuer; never an e-mail address
 * @param organization slug or id; null when the token names none
 * @param role         the most the token gives; null when it says nothing of it
 */
public record ExternalPerson(String issuer, String subject, @Nullable String email, boolean emailVerified,
        @Nullable String firstName, @Nullable String lastName, @Nullable String organization, @Nullable Role role) {
}
