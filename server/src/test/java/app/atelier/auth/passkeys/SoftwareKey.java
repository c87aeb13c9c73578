package app.atelier.auth.passkeys;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.Random;

import tools.jackson.databind.json.JsonMapper;

/**
 * An authenticator and its browser in a few lines (WebAuthn Level 3 §6.1, §6.5): one ES256 key, and every part of an
 * answer open to forging.
 */
final class SoftwareKey {

    static final int PRESENT = 1;
    static final int VERIFIED = 4;
    private static final int ATTESTED = 64;

    String origin;
    String rpId;
    int flags = PRESENT | VERIFIED;
    int counter = 1;
    private final byte[] id = new byte[32];
    private final KeyPair keys;

    SoftwareKey(String origin, String rpId) {
        this.origin = origin;
        this.rpId = rpId;
        new Random().nextBytes(id);
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is sent to register it. */
    Map<String, Object> registration(String name, String challenge) {
        return Map.of("name", name, "clientDataJson", text(clientData("webauthn.create", challenge)), "attestationObject", text(attestation()));
    }

    /** What is sent to use it. */
    Map<String, Object> assertion(String challenge) {
        var client = clientData("webauthn.get", challenge);
        var data = authenticatorData(flags, new byte[0]);
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(sha256(client));
            return Map.of("credentialId", text(id), "clientDataJson", text(client), "authenticatorData", text(data),
                    "signature", text(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] clientData(String type, String challenge) {
        return JsonMapper.shared().writeValueAsBytes(Map.of("type", type, "challenge", challenge, "origin", origin, "crossOrigin", false));
    }

    private byte[] authenticatorData(int withFlags, byte[] rest) {
        return ByteBuffer.allocate(37 + rest.length).put(sha256(rpId.getBytes(StandardCharsets.UTF_8))).put((byte) withFlags)
                .putInt(counter).put(rest).array();
    }

    private byte[] attestation() {
        var made = new ByteArrayOutputStream();
        made.writeBytes(new byte[16]);
        made.writeBytes(new byte[] {0, (byte) id.length});
        made.writeBytes(id);
        made.writeBytes(cose());
        var data = authenticatorData(flags | ATTESTED, made.toByteArray());
        var object = new ByteArrayOutputStream();
        object.write(0xa3);
        cborText(object, "fmt");
        cborText(object, "none");
        cborText(object, "attStmt");
        object.write(0xa0);
        cborText(object, "authData");
        object.write(0x59);
        object.write(data.length >> 8);
        object.write(data.length);
        object.writeBytes(data);
        return object.toByteArray();
    }

    /** The public key as COSE (RFC 9053 §7.1): EC2, ES256, P-256, x, y. */
    private byte[] cose() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        var key = new ByteArrayOutputStream();
        key.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20});
        key.writeBytes(coordinate(point.getAffineX()));
        key.writeBytes(new byte[] {0x22, 0x58, 0x20});
        key.writeBytes(coordinate(point.getAffineY()));
        return key.toByteArray();
    }

    private static byte[] coordinate(BigInteger value) {
        var bytes = value.toByteArray();
        var fixed = new byte[32];
        var length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static void cborText(ByteArrayOutputStream out, String text) {
        out.write(0x60 + text.length());
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
