package app.atelier.cluster;

import java.nio.file.Path;
import java.util.Map;

/**
 * A process of the installation.
 *
 * @param name     unique, such as {@code projects-2}; its log is named after it
 * @param target   the services it runs
 * @param port     of loopback
 * @param data     its own folder
 * @param demo     whether it seeds the demonstration
 * @param settings {@code ATELIER_*} names and values
 */
public record Member(String name, String target, int port, Path data, boolean demo, Map<String, String> settings) {

    /** The setting of the port where a process tells how it is. */
    public static final String MANAGEMENT_PORT = "ATELIER_MANAGEMENT_PORT";

    public String url() {
        return "http://localhost:" + port;
    }

    /** Where it tells its health and metrics. */
    public String management() {
        return "http://localhost:" + settings.get(MANAGEMENT_PORT);
    }
}
