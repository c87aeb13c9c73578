package app.atelier.auth.mfa;

/** Letters and digits that are not mistaken for each other (RFC 4648 §6), without padding. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {
    }

    static String encode(byte[] bytes) {
        var text = new StringBuilder();
        var buffer = 0;
        var bits = 0;
        for (var b : bytes) {
            buffer = buffer << Byte.SIZE | b & 0xff;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt(buffer >> bits & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(buffer << BITS - bits & 31));
        }
        return text.toString();
    }
}
