package app.atelier.platform.issuer;

import java.net.URI;

import app.atelier.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Another issuer whose access tokens are good here, too ({@code ATELIER_ISSUER_*}).
 *
 * @param url               the issuer as it stands in its tokens, to the last slash; null: there is none
 * @param audience          what its tokens for this Atelier are for
 * @param jwksUrl           where its keys are; null: its metadata says so
 * @param organization      the slug of the organization for tokens that name none; null: the person's first
 * @param organizationClaim the claim that names an organization by slug or id; null: tokens name none
 * @param roleClaim         the claim with a role, or several; a token never gives more than the membership does
 * @param emailClaim        the claim with the e-mail address, for people who are new
 * @param provision         whether people who are new are let in
 * @param defaultRole       what they become where the token says no role
 */
@ConfigurationProperties("atelier.issuer")
public record IssuerProperties(@Nullable String url, @Nullable String audience, @Nullable URI jwksUrl,
        @Nullable String organization, @Nullable String organizationClaim, @Nullable String roleClaim,
        @DefaultValue("email") String emailClaim, @DefaultValue("false") boolean provision,
        @DefaultValue("member") Role defaultRole) {

    public IssuerProperties {
        if (url == null && audience != null || url != null && audience == null) {
            throw new IllegalArgumentException("ATELIER_ISSUER_URL and ATELIER_ISSUER_AUDIENCE belong together: set both or neither");
        }
        if (url != null && !url.matches("https://[^/?#@]+.*|http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?(/.*)?")) {
            throw new IllegalArgumentException("ATELIER_ISSUER_URL is '" + url
                    + "'; it must be the issuer's address, such as https://login.example.org/");
        }
        if (defaultRole == Role.OWNER) {
            throw new IllegalArgumentException("ATELIER_ISSUER_DEFAULT_ROLE must be admin, member or guest");
        }
    }
}
