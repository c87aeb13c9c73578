package app.atelier.processing.pipelines;

/** Why an event cannot be used: the field, and what it must be. */
final class Unusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unusable(String reason) {
        super(reason, null, false, false);
    }
}
