package app.atelier.platform.outgoing;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which addresses may be asked: those of the public internet (IANA's special-purpose registries, RFC 6890), and inside
 * an installation that says so its own network. Nobody asks link-local addresses, where clouds keep their secrets.
 */
public final class Destinations {

    /** Not of the public internet, and nobody's own network either. */
    private static final List<Block> NEVER_4 = blocks("0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");
    private static final List<Block> OWN_4 = blocks("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10");
    private static final List<Block> OWN_6 = blocks("::1/128", "fc00::/7");
    private static final List<Block> PUBLIC_6 = blocks("2000::/3");
    /** Within the public block: Teredo and 6to4 lead to addresses of version 4, the others are for documents and identifiers. */
    private static final List<Block> NEVER_6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final boolean own;

    private Destinations(boolean own) {
        this.own = own;
    }

    /** The public internet only. */
    public static Destinations internet() {
        return new Destinations(false);
    }

    /** Also loopback and private networks, for development and for systems beside this one. */
    public static Destinations alsoOwnNetwork() {
        return new Destinations(true);
    }

    public boolean includeOwnNetwork() {
        return own;
    }

    /** Whether this address may be asked. */
    public boolean allow(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> !within(four, NEVER_4) && (own || !within(four, OWN_4));
            // ::ffff:a.b.c.d never comes here: Java makes it an address of version 4.
            case Inet6Address six -> within(six, PUBLIC_6) && !within(six, NEVER_6) || own && within(six, OWN_6);
            default -> false;
        };
    }

    private static boolean within(InetAddress address, List<Block> blocks) {
        return blocks.stream().anyMatch(block -> block.holds(address.getAddress()));
    }

    private static List<Block> blocks(String... cidrs) {
        return java.util.Arrays.stream(cidrs).map(Block::of).toList();
    }

    private record Block(List<Byte> network, int bits) {

        static Block of(String cidr) {
            var parts = cidr.split("/");
            try {
                var bytes = InetAddress.getByName(parts[0]).getAddress();
                return new Block(java.util.stream.IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toList(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(cidr, e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != network.size()) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (network.get(bit / 8) & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
