package app.atelier.platform.watch;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * This process among its like.
 *
 * @param id       its host's name, its process id and a mark of its own; unique among those that run
 * @param services the services it runs
 * @param version  of the build; {@code dev} when run from classes
 * @param since    when it started
 */
public record Instance(String id, List<String> services, String version, Instant since) {

    private static final int SEVERAL = 4;

    /** @param version null when run from classes */
    public static Instance of(List<String> services, @Nullable String version) {
        return new Instance(host() + "-" + ProcessHandle.current().pid() + "-" + mark(), List.copyOf(services),
                version == null ? "dev" : version, Instant.now());
    }

    /** {@code projects}, {@code gateway-auth-users}, or {@code all} when it runs many. */
    public String name() {
        return services.size() > SEVERAL ? "all" : String.join("-", services);
    }

    /** Tells processes apart that have one name and number after the other, as in a container started again. */
    private static String mark() {
        return HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
    }

    private static String host() {
        try {
            return java.net.InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "localhost";
        }
    }
}
