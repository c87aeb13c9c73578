package app.atelier.platform.web;

import java.net.InetAddress;

/**
 * A network as CIDR writes it (RFC 4632, RFC 4291 §2.3): {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address.
 *
 * @param bits how many leading bits of {@code base} count
 */
record Network(InetAddress base, int bits) {

    /** @throws IllegalArgumentException when the text is no network */
    static Network of(String text) {
        var slash = text.indexOf('/');
        var base = Addresses.parse(slash < 0 ? text : text.substring(0, slash));
        if (base == null) {
            throw new IllegalArgumentException(text + " is no network");
        }
        var most = base.getAddress().length * Byte.SIZE;
        var bits = slash < 0 ? most : bits(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException(text + " is no network");
        }
        return new Network(base, bits);
    }

    private static int bits(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    boolean contains(InetAddress address) {
        var ours = base.getAddress();
        var other = address.getAddress();
        if (ours.length != other.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit++) {
            var mask = 0x80 >> bit % Byte.SIZE;
            if ((ours[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
