package app.atelier.platform.watch;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * This process among its like.
 *
 * @param id       its host's name and its process id; unique among those that run
 * @param services the services it runs
 * @param version  of the build; {@code dev} when run from classes
 * @param since    when it started
 */
public record Instance(String id, List<String> services, String version, Instant since) {

    private static final int SEVERAL = 4;

    /** @param version null when run from classes */
    public static Instance of(List<String> services, @Nullable String version) {
        return new Instance(host() + "-" + ProcessHandle.current().pid(), List.copyOf(services),
                version == null ? "dev" : version, Instant.now());
    }

    /** {@code projects}, {@code gateway-auth-users}, or {@code all} when it runs many. */
    public String name() {
        return services.size() > SEVERAL ? "all" : String.join("-", services);
    }

    private static String host() {
        try {
            return java.net.InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "localhost";
        }
    }
}
