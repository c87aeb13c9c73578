package app.atelier.keep;

/**
 * What the doctor says of one thing it looked at.
 *
 * @param remedy what to do; empty when all is well
 */
record Finding(Level level, String what, String remedy) {

    /** How bad it is. */
    enum Level {
        OK("ok"),
        /** Nothing is broken yet. */
        ADVICE("advice"),
        PROBLEM("PROBLEM");

        private final String word;

        Level(String word) {
            this.word = word;
        }
    }

    static Finding ok(String what) {
        return new Finding(Level.OK, what, "");
    }

    static Finding advice(String what, String remedy) {
        return new Finding(Level.ADVICE, what, remedy);
    }

    static Finding problem(String what, String remedy) {
        return new Finding(Level.PROBLEM, what, remedy);
    }

    /** For a terminal. */
    String lines() {
        return String.format("%-8s %s", level.word, what) + (remedy.isEmpty() ? "" : "\n         → " + remedy);
    }
}
