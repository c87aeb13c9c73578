package app.atelier.platform.issuer;

/** An issuer that cannot be reached or is not what it should be. */
public final class IssuerFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    public IssuerFailure(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    /** What is wrong, for whoever set it up. */
    public String sentence() {
        return sentence;
    }
}
