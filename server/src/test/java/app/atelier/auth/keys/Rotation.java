package app.atelier.auth.keys;

import java.time.Duration;

import app.atelier.House;
import app.atelier.platform.security.Caller;

/** Rotates a house's signing keys sooner than it would. */
public final class Rotation {

    private Rotation() {
    }

    public static void rotate(House house, Duration lead) {
        house.bean(SigningKeys.class).rotate(lead);
    }

    /** The id of the key that signs. */
    public static String signer(House house) {
        return house.bean(SigningKeys.class).current().getKeyID();
    }

    public static String token(House house, Caller caller) {
        return house.bean(AccessTokens.class).issue(caller);
    }
}
