package app.atelier.platform.system;

import java.util.List;

/** The other processes of this installation, as far as this one knows their addresses. */
public record Processes(List<Remote> all) {

    /**
     * @param name     its address
     * @param services what it runs as far as this process was told, should it not answer for itself
     */
    public record Remote(String name, List<String> services, ProcessAsk ask) {
    }
}
