package app.atelier.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * From where the request that this thread works on was made, as the gateway saw it. Journal entries carry it; log lines
 * do not.
 */
public final class ClientAddress {

    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private ClientAddress() {
    }

    /** Null outside a person's request: followers and jobs act by themselves. */
    public static @Nullable String current() {
        return CURRENT.get();
    }

    public static void set(String address) {
        CURRENT.set(address);
    }

    public static void forget() {
        CURRENT.remove();
    }
}
