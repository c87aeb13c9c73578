package app.atelier.cli;

import java.io.PrintWriter;

/** One line that counts: rewritten in place on a terminal, said once at the end elsewhere. */
final class Progress {

    private final PrintWriter out;
    private final String what;
    private final boolean terminal = System.console() != null && System.console().isTerminal();

    Progress(PrintWriter out, String what) {
        this.out = out;
        this.what = what;
    }

    void at(long done, long total) {
        if (terminal) {
            out.print("\r" + what + " " + done + " of " + total);
            out.flush();
        }
    }

    /** Ends the line, so that what follows starts on its own. */
    void end() {
        if (terminal) {
            out.println();
        }
    }
}
