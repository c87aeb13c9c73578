package app.atelier.platform;

/** Why Atelier does not start, in one sentence for the person at the terminal: what is wrong, and the remedy. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Refusal(String sentence) {
        super(sentence, null, false, false);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
