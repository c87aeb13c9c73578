package app.atelier.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Optional;

import app.atelier.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Backups ({@code ATELIER_BACKUP_*}).
 *
 * @param to             where the nightly backup goes, a folder or {@code s3://bucket/prefix}; null: there is none
 * @param at             when, {@code HH:mm} in UTC
 * @param keep           how many the nightly backup leaves there, 1 to 1000
 * @param verify         whether it is restored into a scratch folder and compared afterwards
 * @param passphrase     seals every backup; at least 12 characters
 * @param passphraseFile a file whose first line is the passphrase
 */
@ConfigurationProperties("atelier.backup")
record BackupProperties(@Nullable String to, @DefaultValue("03:00") String at, @DefaultValue("14") int keep,
        @DefaultValue("true") boolean verify, @Nullable String passphrase, @Nullable Path passphraseFile) {

    private static final int SHORTEST = 12;

    BackupProperties {
        if (keep < 1 || keep > 1_000) {
            throw new Refusal("ATELIER_BACKUP_KEEP is " + keep + "; it must lie between 1 and 1000.");
        }
        if (passphrase != null && passphraseFile != null) {
            throw new Refusal("ATELIER_BACKUP_PASSPHRASE and ATELIER_BACKUP_PASSPHRASE_FILE are both set; remove one.");
        }
        if (to != null && passphrase == null && passphraseFile == null) {
            throw new Refusal("ATELIER_BACKUP_TO is set and no passphrase; set ATELIER_BACKUP_PASSPHRASE_FILE, and keep a copy"
                    + " of the passphrase elsewhere: without it no backup can be read.");
        }
        time(at);
        if (passphrase != null) {
            requireLong(passphrase);
        }
    }

    LocalTime time() {
        return time(at);
    }

    /** Empty when none is set. */
    Optional<String> secret() {
        if (passphraseFile == null) {
            return Optional.ofNullable(passphrase);
        }
        try (var lines = Files.lines(passphraseFile)) {
            return Optional.of(requireLong(lines.findFirst().orElse("").strip()));
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new Refusal("ATELIER_BACKUP_PASSPHRASE_FILE is '" + passphraseFile + "', which cannot be read; name a file"
                    + " whose first line is the passphrase.");
        }
    }

    static String requireLong(String passphrase) {
        if (passphrase.length() < SHORTEST) {
            throw new Refusal("The backups' passphrase has fewer than " + SHORTEST + " characters; choose a longer one.");
        }
        return passphrase;
    }

    private static LocalTime time(String at) {
        try {
            return LocalTime.parse(at);
        } catch (DateTimeException e) {
            throw new Refusal("ATELIER_BACKUP_AT is '" + at + "'; it must be a time of day in UTC such as 03:00.");
        }
    }

    /** Never the passphrase. */
    @Override
    public String toString() {
        return "backups to " + to + " at " + at;
    }
}
