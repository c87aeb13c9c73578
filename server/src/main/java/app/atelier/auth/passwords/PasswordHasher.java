package app.atelier.auth.passwords;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import app.atelier.platform.web.Problem;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with 19 MiB, two passes, one lane (OWASP's recommendation; RFC 9106). A hash costs 40 to 80 ms of a core,
 * so only as many are computed at once as there are cores, and who waits longer than ten seconds is sent away.
 */
@Component
class PasswordHasher {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int PATIENCE_SECONDS = 10;

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Semaphore cores = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()));
    private final LongAdder verified = new LongAdder();
    /** Verified for people who do not exist, so that they take as long as those who do. */
    private final String nobody = hash("nobody has this password");

    String hash(String password) {
        return bounded(() -> String.valueOf(argon2.encode(password)));
    }

    /** How many passwords were verified, for people who exist and for others. */
    long verified() {
        return verified.sum();
    }

    boolean matches(String password, String hash) {
        verified.increment();
        return bounded(() -> argon2.matches(password, hash));
    }

    /** Takes as long as {@link #matches} and says no. */
    void pretend(String password) {
        verified.increment();
        bounded(() -> argon2.matches(password, nobody));
    }

    private interface Work<T> {
        T run();
    }

    private <T> T bounded(Work<T> work) {
        try {
            if (!cores.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Problem.Unavailable("Too many people sign in at this moment; try again in a minute.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem.Unavailable("The server is stopping.");
        }
        try {
            return work.run();
        } finally {
            cores.release();
        }
    }
}
