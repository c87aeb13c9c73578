package app.atelier.auth.sso;

import java.util.Locale;
import java.util.UUID;

import app.atelier.auth.sso.IdentityProvider.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the way to a provider and back.
 *
 * @param provider a name such as {@code google}, or the id of a connection
 * @param person   who set out signed in; null to sign in
 * @param returnTo a path of ours
 */
record Attempt(String provider, Purpose purpose, @Nullable UUID person, String returnTo, Secrets secrets) {

    /** What for. */
    enum Purpose {
        SIGN_IN,
        /** So that the person can sign in there from now on. */
        LINK,
        /** The same, and it shows that the connection works. */
        PROVE;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Purpose of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
