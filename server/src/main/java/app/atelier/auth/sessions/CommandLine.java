package app.atelier.auth.sessions;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import app.atelier.platform.LocalSecret;
import app.atelier.platform.web.Problem;
import app.atelier.users.Organization;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The command line signs in with a secret that only the server's own user can read, from the same machine. */
@Component
class CommandLine {

    private final UserAccess users;
    private final SignIns signIns;
    private final LocalSecret secret;

    CommandLine(UserAccess users, SignIns signIns, LocalSecret secret) {
        this.users = users;
        this.signIns = signIns;
        this.secret = secret;
    }

    /**
     * An access token of the organization's longest-serving owner.
     *
     * @param slug which organization; null when there is only one
     */
    String enter(String offered, @Nullable String slug, String address) {
        var same = MessageDigest.isEqual(offered.getBytes(StandardCharsets.UTF_8), secret.value().getBytes(StandardCharsets.UTF_8));
        if (!same || !isLoopback(address)) {
            throw new Problem.Unauthenticated("This secret is not that of the running server.");
        }
        var organization = slug == null ? only() : users.organizationBySlug(slug).orElseThrow(
                () -> new Problem.Invalid("organization", "'" + slug + "' does not exist"));
        var owner = users.owners(organization.id()).getFirst();
        return signIns.forCommandLine(owner, organization.id());
    }

    private Organization only() {
        var all = users.organizations(20);
        if (all.isEmpty()) {
            throw new Problem.Invalid("organization", "does not exist yet; register in the browser first");
        }
        if (all.size() > 1) {
            throw new Problem.Invalid("organization", "must be one of "
                    + String.join(", ", all.stream().map(Organization::slug).toList()));
        }
        return all.getFirst();
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
