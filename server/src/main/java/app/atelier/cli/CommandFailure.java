package app.atelier.cli;

/** A command cannot go on; the message is the one sentence that the person reads. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message);
    }
}
