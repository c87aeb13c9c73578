package app.atelier.platform.issuer;

/** An issuer that cannot be reached or is not what it should be; the message says which, for whoever set it up. */
public final class IssuerFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IssuerFailure(String message) {
        super(message, null, false, false);
    }
}
