package app.atelier.platform.outgoing;

/** An address that is not asked, whoever wants it. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason completes "the address …", for the person who entered it */
    Refused(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
