package app.atelier.auth.sso;

import org.jspecify.annotations.Nullable;

/**
 * Who somebody is at a provider. Issuer and subject alone say who; the rest is what they are told to be called.
 *
 * @param emailVerified whether the provider vouches for the address; null: it says nothing of it
 */
record Identity(String issuer, String subject, @Nullable String email, @Nullable Boolean emailVerified,
        @Nullable String firstName, @Nullable String lastName) {

    boolean emailIsVerified() {
        return email != null && Boolean.TRUE.equals(emailVerified);
    }
}
