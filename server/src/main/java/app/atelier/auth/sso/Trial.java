package app.atelier.auth.sso;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import app.atelier.platform.issuer.IssuerFailure;
import org.jspecify.annotations.Nullable;

/** Tries out what can be tried without a person, and says precisely what is wrong. */
final class Trial {

    private final List<Step> steps = new ArrayList<>();

    /** One thing that was looked at, and what was found. */
    record Step(String name, boolean ok, String message) {
    }

    /** @param ok whether nothing was wrong */
    record Result(boolean ok, List<Step> steps) {
    }

    private Trial() {
    }

    /**
     * @param secret null: none is known, and that it is right is not looked at
     */
    static Result run(Issuers issuers, String issuer, @Nullable String client, @Nullable String secret, URI callback) {
        var trial = new Trial();
        trial.look(issuers, issuer, client, secret, callback);
        return new Result(trial.steps.stream().allMatch(Step::ok), List.copyOf(trial.steps));
    }

    private void look(Issuers issuers, String name, @Nullable String client, @Nullable String secret, URI callback) {
        Issuers.Issuer issuer;
        try {
            issuer = issuers.findAfresh(name);
            steps.add(new Step("discovery", true, "The issuer's metadata are there and are its own."));
        } catch (IssuerFailure e) {
            steps.add(new Step("discovery", false, e.sentence()));
            return;
        }
        try {
            var usable = issuer.keys().usable();
            steps.add(usable > 0 ? new Step("keys", true, "It publishes " + usable + (usable == 1 ? " key." : " keys."))
                    : new Step("keys", false, "It publishes no key that can verify a signature with RS256, ES256, PS256 or EdDSA."));
        } catch (IssuerFailure e) {
            steps.add(new Step("keys", false, e.sentence()));
        }
        steps.add(issuer.knowsPkce() ? new Step("pkce", true, "It does not refuse PKCE with S256.")
                : new Step("pkce", false, "It does not offer PKCE with S256, which every sign-in uses."));
        if (client != null && secret != null) {
            try {
                var refusal = new OidcProvider(issuers, name, client, secret, false).refusal(callback);
                steps.add(refusal == null ? new Step("client", true, "It knows the client id and secret.")
                        : new Step("client", false, "It does not know this client id with this secret (" + refusal + ")."));
            } catch (IssuerFailure e) {
                steps.add(new Step("client", false, e.sentence()));
            }
        }
    }
}
