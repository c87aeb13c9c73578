package app.atelier.keep;

/** Hears how far a long job is, and may end it. */
interface Progress {

    /** Says nothing and ends nothing. */
    Progress NONE = (_, _, _) -> { };

    /**
     * Called often.
     *
     * @param total 0 when it is not known
     * @throws Cancelled to end the job, which then leaves things as it found them
     */
    void at(String what, long done, long total);

    /** Somebody ended the job. */
    final class Cancelled extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Cancelled() {
            super("Cancelled", null, false, false);
        }
    }
}
