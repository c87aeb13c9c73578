package app.atelier.auth.passkeys;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What a browser answers to {@code navigator.credentials.get}: each part as base64url without padding. */
public record PasskeyAssertion(
        @NotBlank(message = "must not be empty") @Size(max = 1400, message = "is too long")
        @Pattern(regexp = BASE64URL, message = "must be base64url") String credentialId,
        @NotBlank(message = "must not be empty") @Size(max = 4000, message = "is too long")
        @Pattern(regexp = BASE64URL, message = "must be base64url") String clientDataJson,
        @NotBlank(message = "must not be empty") @Size(max = 4000, message = "is too long")
        @Pattern(regexp = BASE64URL, message = "must be base64url") String authenticatorData,
        @NotBlank(message = "must not be empty") @Size(max = 2000, message = "is too long")
        @Pattern(regexp = BASE64URL, message = "must be base64url") String signature) {

    static final String BASE64URL = "[A-Za-z0-9_-]*";
}
