package app.atelier.auth.sso;

import java.net.URI;

/** Where people are sent to say who they are. */
interface IdentityProvider {

    /**
     * What binds a way there to its way back.
     *
     * @param state    tells the browser's way back; 256 random bits
     * @param nonce    comes back in the ID token
     * @param verifier the secret of PKCE (RFC 7636); the provider gets its digest first
     */
    record Secrets(String state, String nonce, String verifier) {
    }

    /**
     * Where the browser goes.
     *
     * @throws app.atelier.platform.issuer.IssuerFailure when the provider cannot be reached or is not what it should be
     */
    URI authorization(Secrets secrets, URI callback);

    /** Whether the provider tells its issuer on the way back (RFC 9207), so that an answer without it is another's. */
    boolean tellsIssuer();

    String issuer();

    /**
     * Exchanges the code for who somebody is.
     *
     * @throws app.atelier.platform.issuer.IssuerFailure when the provider refuses, cannot be reached, or says something
     *                                                   that does not hold
     */
    Identity redeem(String code, Secrets secrets, URI callback);
}
