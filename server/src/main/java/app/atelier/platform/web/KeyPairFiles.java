package app.atelier.platform.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;

import app.atelier.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/** Looks at a certificate and its key before anything starts, for they are the two files people confuse. */
final class KeyPairFiles {

    private static final String CERTIFICATE = "ATELIER_TLS_CERTIFICATE";
    private static final String KEY = "ATELIER_TLS_KEY";
    private static final byte[] SAMPLE = {1, 2, 3, 4, 5, 6, 7, 8};

    private KeyPairFiles() {
    }

    /** @throws Refusal naming the file that is wrong */
    static void require(Path certificate, Path key) {
        var leaf = certificate(certificate);
        if (!fit(leaf.getPublicKey(), key(key))) {
            throw new Refusal(KEY + " is " + key + ", which is not the key of the first certificate in " + certificate
                    + "; name the pair that was made together, the certificate before those that vouch for it.");
        }
        try {
            leaf.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new Refusal(CERTIFICATE + " is " + certificate + ", which has expired on " + leaf.getNotAfter().toInstant() + "; renew it.");
        } catch (CertificateNotYetValidException e) {
            throw new Refusal(CERTIFICATE + " is " + certificate + ", which is valid from " + leaf.getNotBefore().toInstant()
                    + "; set the clock of this machine or take another.");
        }
    }

    private static X509Certificate certificate(Path file) {
        try {
            var content = content(CERTIFICATE, file);
            if (content != null && !content.getCertificates().isEmpty()) {
                return content.getCertificates().getFirst();
            }
        } catch (IllegalStateException e) {
            throw unusable(CERTIFICATE, file, "a certificate", e);
        }
        throw unusable(CERTIFICATE, file, "a certificate", null);
    }

    private static PrivateKey key(Path file) {
        try {
            var content = content(KEY, file);
            var key = content == null ? null : content.getPrivateKey();
            if (key != null) {
                return key;
            }
        } catch (IllegalStateException e) {
            throw unusable(KEY, file, "a private key without a passphrase", e);
        }
        throw unusable(KEY, file, "a private key without a passphrase", null);
    }

    private static @Nullable PemContent content(String setting, Path file) {
        try {
            return PemContent.of(Files.readString(file));
        } catch (IOException e) {
            throw new Refusal(setting + " is " + file + ", which cannot be read; check that it is there and that this user may read it.");
        }
    }

    private static Refusal unusable(String setting, Path file, String what, @Nullable Exception cause) {
        var refusal = new Refusal(setting + " is " + file + ", which holds no " + what.replaceFirst("^a ", "") + "; it must be a PEM file with " + what + ".");
        if (cause != null) {
            refusal.addSuppressed(cause);
        }
        return refusal;
    }

    /** Whether what the one signs the other proves. */
    private static boolean fit(PublicKey open, PrivateKey secret) {
        var algorithm = switch (secret.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> secret.getAlgorithm();
        };
        try {
            var signing = Signature.getInstance(algorithm);
            signing.initSign(secret);
            signing.update(SAMPLE);
            var signature = signing.sign();
            signing.initVerify(open);
            signing.update(SAMPLE);
            return signing.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
