package app.atelier.auth.passkeys;

import java.net.URI;
import java.util.Base64;
import java.util.List;

import app.atelier.platform.web.Address;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.CollectedClientDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Verifies what authenticators answer (WebAuthn Level 3 §7.1 and §7.2). The origin and the relying party are those of
 * the public address; the person must have been verified by the authenticator; nobody's attestation is asked for.
 */
@Component
class WebAuthn {

    private final Address address;
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);

    WebAuthn(Address address) {
        this.address = address;
    }

    /** ES256, Ed25519 and RS256, in the order we like them. */
    static final List<Long> ALGORITHMS = List.of(COSEAlgorithmIdentifier.ES256.getValue(),
            COSEAlgorithmIdentifier.EdDSA.getValue(), COSEAlgorithmIdentifier.RS256.getValue());

    /**
     * A key that was just made.
     *
     * @param credential AAGUID, id and public key, as {@link #verify} wants them
     */
    record Made(byte[] credentialId, byte[] credential, long counter, boolean backedUp) {
    }

    /** How often the key was used, by its own count, and whether it is copied. */
    record Used(long counter, boolean backedUp) {
    }

    /** It proves nothing; the message is for the log. */
    static final class NotProven extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotProven(String message) {
            super(message, null, false, false);
        }
    }

    /** The host of the public address: keys made for one are good for no other. */
    String relyingParty() {
        return URI.create(address.base()).getHost();
    }

    String origin() {
        var base = URI.create(address.base());
        return base.getScheme() + "://" + base.getAuthority();
    }

    /**
     * The challenge that was answered, to be looked up before anything else is believed.
     *
     * @throws NotProven when this is no client data
     */
    String challengeOf(byte[] clientData) {
        try {
            var read = new CollectedClientDataConverter(converter).convert(clientData);
            return challenge(read);
        } catch (RuntimeException e) {
            throw notProven(e);
        }
    }

    /** Whatever the parser stumbles over in what a stranger sent, it proves nothing. */
    private static NotProven notProven(RuntimeException e) {
        return e instanceof NotProven known ? known : new NotProven(e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    private static String challenge(@Nullable CollectedClientData read) {
        if (read == null || read.getChallenge() == null) {
            throw new NotProven("client data without a challenge");
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(read.getChallenge().getValue());
    }

    /** @throws NotProven when origin, relying party, challenge, algorithm or verification of the person is not ours */
    Made register(byte[] attestation, byte[] clientData, String challenge) {
        var allowed = ALGORITHMS.stream().map(a -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY,
                COSEAlgorithmIdentifier.create(a))).toList();
        try {
            RegistrationData data = manager.verify(new RegistrationRequest(attestation, clientData),
                    new RegistrationParameters(server(challenge), allowed, true, true));
            var object = data.getAttestationObject();
            var authenticator = object == null ? null : object.getAuthenticatorData();
            var made = authenticator == null ? null : authenticator.getAttestedCredentialData();
            if (authenticator == null || made == null) {
                throw new NotProven("no key was made");
            }
            return new Made(made.getCredentialId(), credentials.convert(made), authenticator.getSignCount(),
                    authenticator.isFlagBS());
        } catch (RuntimeException e) {
            throw notProven(e);
        }
    }

    /** @throws NotProven also when the key counts backwards, as a copy of it would */
    Used verify(PasskeyAssertion answer, byte[] credential, long counter, boolean backedUp, String challenge) {
        var record = new CredentialRecordImpl(null, true, null, backedUp, counter, credentials.convert(credential), null, null,
                null, null);
        try {
            AuthenticationData data = manager.verify(new AuthenticationRequest(bytes(answer.credentialId()),
                            bytes(answer.authenticatorData()), bytes(answer.clientDataJson()), bytes(answer.signature())),
                    new AuthenticationParameters(server(challenge), record, null, true, true));
            var authenticator = data.getAuthenticatorData();
            if (authenticator == null) {
                throw new NotProven("no authenticator data");
            }
            return new Used(authenticator.getSignCount(), authenticator.isFlagBS());
        } catch (RuntimeException e) {
            throw notProven(e);
        }
    }

    private ServerProperty server(String challenge) {
        return ServerProperty.builder().origin(new Origin(origin())).rpId(relyingParty())
                .challenge(new DefaultChallenge(bytes(challenge))).build();
    }

    /** @throws NotProven for what is no base64url */
    static byte[] bytes(String base64url) {
        try {
            return Base64.getUrlDecoder().decode(base64url);
        } catch (IllegalArgumentException e) {
            throw new NotProven("no base64url");
        }
    }
}
