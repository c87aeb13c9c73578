package app.atelier.gateway;

import java.net.URI;
import java.util.List;

/**
 * Where the gateway sends what it does not answer itself. It exists only in a gateway some of whose services run in
 * other processes.
 */
public record RouteTable(List<Remote> remotes) {

    /**
     * A service in other processes.
     *
     * @param service   its name
     * @param paths     the paths it answers, each with all that lies below it, such as {@code /v1/projects}
     * @param instances the base addresses of its processes, at least one, without a slash at the end
     */
    public record Remote(String service, List<String> paths, List<URI> instances) {
    }
}
