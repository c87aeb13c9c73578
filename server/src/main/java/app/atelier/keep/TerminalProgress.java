package app.atelier.keep;

import java.io.PrintWriter;
import java.util.Locale;

import sun.misc.Signal;

/** Says on a terminal how far a job is, on one line; Ctrl-C ends the job in good order. */
final class TerminalProgress implements Progress {

    private static final long EVERY_MILLIS = 100;
    private static final int WIDTH = 78;

    private final PrintWriter out;
    private final boolean terminal = System.console() != null && System.console().isTerminal();
    private volatile boolean cancelled;
    private long last;

    TerminalProgress(PrintWriter out) {
        this.out = out;
        Signal.handle(new Signal("INT"), _ -> cancelled = true);
        Signal.handle(new Signal("TERM"), _ -> cancelled = true);
    }

    @Override
    public void at(String what, long done, long total) {
        if (cancelled) {
            throw new Cancelled();
        }
        var now = System.nanoTime() / 1_000_000;
        if (terminal && (now - last >= EVERY_MILLIS || done == total)) {
            last = now;
            var text = total == 0 ? String.format(Locale.ROOT, "%s %,d", what, done)
                    : String.format(Locale.ROOT, "%s %,d of %,d", what, done, total);
            out.print("\r" + (text.length() > WIDTH ? text.substring(0, WIDTH) : text + " ".repeat(WIDTH - text.length())));
            out.flush();
        }
    }

    /** Clears the line for what follows. */
    void end() {
        if (terminal) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
        }
    }
}
