package app.atelier.auth.sso;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.security.Role;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * An organization's own identity provider.
 *
 * @param issuer      as it stands in its tokens, to the last slash
 * @param hasSecret   whether a client secret is kept; itself it is never told
 * @param provision   whether people of the approved domains become members when they come for the first time
 * @param defaultRole as what
 * @param provenAt    when an admin last came back from the provider with these settings; null: never
 */
record Connection(@JsonIgnore UUID organizationId, UUID id, String name, String issuer, String clientId, boolean hasSecret,
        List<Domain> domains, ConnectionMode mode, boolean provision, Role defaultRole, @Nullable Instant provenAt,
        Instant createdAt, int version) {

    /** @param approved whether it is this organization's, as the installation's administrator has said */
    record Domain(String name, boolean approved) {
    }

    /** Whether an e-mail address is of a domain that is this organization's. */
    boolean owns(@Nullable String email) {
        var domain = email == null ? null : Domains.of(email);
        return domain != null && domains.stream().anyMatch(d -> d.approved() && d.name().equals(domain));
    }

    boolean forced() {
        return mode == ConnectionMode.FORCED;
    }
}
