package app.atelier.auth.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import app.atelier.House;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** Tokens of the house that expire sooner than it would make them. */
public final class ShortTokens {

    private ShortTokens() {
    }

    /** The same bearer as the token's, good for only so long. */
    public static String like(House house, String token, Duration goodFor) {
        try {
            var original = SignedJWT.parse(token);
            var claims = new JWTClaimsSet.Builder(original.getJWTClaimsSet())
                    .expirationTime(Date.from(Instant.now().plus(goodFor))).build();
            var shorter = new SignedJWT(original.getHeader(), claims);
            shorter.sign(new ECDSASigner(house.bean(SigningKeys.class).current()));
            return shorter.serialize();
        } catch (java.text.ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
