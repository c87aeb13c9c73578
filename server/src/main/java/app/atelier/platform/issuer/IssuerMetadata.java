package app.atelier.platform.issuer;

import java.net.URI;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an issuer says of itself (OpenID Connect Discovery 1.0 §4; RFC 8414). */
public final class IssuerMetadata {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private IssuerMetadata() {
    }

    /** Where an issuer's metadata are. */
    public static URI address(String issuer) {
        return URI.create(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration");
    }

    /**
     * Reads an issuer's metadata.
     *
     * @throws IssuerFailure when they cannot be had, or are those of another issuer
     */
    public static JsonNode read(String issuer, IssuerHttp http) {
        URI address;
        try {
            address = address(issuer);
        } catch (IllegalArgumentException e) {
            throw new IssuerFailure("'" + issuer + "' is no address such as https://login.example.org.");
        }
        var answer = http.get(address);
        if (answer.status() != 200) {
            throw new IssuerFailure(address + " answered " + answer.status()
                    + "; an issuer's metadata should be there. Is the path right?");
        }
        try {
            var metadata = JSON.readTree(answer.body());
            var said = metadata.path("issuer").asString("");
            if (!said.equals(issuer)) {
                throw new IssuerFailure("At " + address + " is the issuer '" + said + "', not '" + issuer
                        + "': write it exactly so, to the last slash.");
            }
            return metadata;
        } catch (JacksonException e) {
            throw new IssuerFailure(address + " answered something that is no JSON.");
        }
    }
}
