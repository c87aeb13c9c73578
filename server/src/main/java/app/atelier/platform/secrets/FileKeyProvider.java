package app.atelier.platform.secrets;

import java.security.GeneralSecurityException;

import javax.crypto.SecretKey;

/** The master key is a file on this machine: {@link MasterKey}. */
final class FileKeyProvider implements KeyProvider {

    static final String NAME = "file";

    private final SecretKey master;

    /** @param masterKey 32 bytes */
    FileKeyProvider(byte[] masterKey) {
        this.master = Aes.key(masterKey);
    }

    SecretKey master() {
        return master;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] wrap(byte[] key, String context) {
        return Aes.seal(master, key, context);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String context) {
        try {
            return Aes.open(master, wrapped, 0, context);
        } catch (GeneralSecurityException e) {
            throw new Failed("The master key is another than the one that wrapped this database's data keys; name the right one with"
                    + " ATELIER_SECRETS_KEY_FILE, the same for all processes, or restore it from a backup.");
        }
    }
}
