package app.atelier.platform.system;

import java.util.List;

/** The other processes of this installation, as far as this one knows their addresses. */
public record Processes(List<Remote> all) {

    /** @param name its address, which says what it is when it does not answer */
    public record Remote(String name, ProcessAsk ask) {
    }
}
