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

    public String url() {
        return "http://localhost:" + port;
    }
}
