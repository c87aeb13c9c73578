package app.atelier.auth.clients;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.security.Permission;

/**
 * A program that the organization's people may connect.
 *
 * @param redirectUris where it takes people back, each exactly
 * @param scopes       the most it may ask for
 * @param confidential whether it can keep a secret, as a server can and a page or an app cannot
 */
public record ApiClient(UUID id, String name, List<String> redirectUris, Set<Permission> scopes, boolean confidential,
        UUID createdBy, Instant createdAt, int version) {
}
