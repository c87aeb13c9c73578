package app.atelier.platform.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/** Addresses of clients, read without asking any name server. */
public final class Addresses {

    /** What one customer of a provider gets, and changes within at will (RFC 6177). */
    private static final int SUBNET_BYTES = 8;

    private Addresses() {
    }

    /** Null for what is no address; one of IPv4 written as IPv6 is one of IPv4. */
    static @Nullable InetAddress parse(String text) {
        var zone = text.indexOf('%');
        var literal = zone < 0 ? text : text.substring(0, zone);
        try {
            return literal.contains(":") || literal.matches("(\\d{1,3}\\.){3}\\d{1,3}") ? InetAddress.ofLiteral(literal) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * Who an address counts as where everybody has a share: itself with IPv4, the network of 64 bits it lies in with
     * IPv6, of which one person has 2⁶⁴ addresses.
     */
    public static String share(String address) {
        var parsed = parse(address);
        return parsed == null ? address : share(parsed);
    }

    static String share(InetAddress address) {
        return address instanceof Inet6Address ? HexFormat.of().formatHex(address.getAddress(), 0, SUBNET_BYTES) + "/64"
                : address.getHostAddress();
    }
}
