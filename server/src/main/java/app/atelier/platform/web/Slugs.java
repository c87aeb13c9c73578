package app.atelier.platform.web;

import java.text.Normalizer;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** Names as they stand in addresses: lower-case letters, digits and single hyphens. */
public final class Slugs {

    private static final int LONGEST = 40;
    private static final int TRIES = 20;

    private Slugs() {
    }

    /** A slug made from a name; {@code x} when nothing of it remains. */
    public static String of(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT)
                .replace("ß", "ss").replaceAll("['’]", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        var cut = plain.length() > LONGEST ? plain.substring(0, LONGEST).replaceAll("-$", "") : plain;
        return cut.isEmpty() ? "x" : cut;
    }

    /** A slug nobody has: the name's own, or with a number behind it. */
    public static String free(String name, Predicate<String> taken) {
        var slug = of(name);
        if (!taken.test(slug)) {
            return slug;
        }
        for (var number = 2; number < TRIES; number++) {
            if (!taken.test(slug + "-" + number)) {
                return slug + "-" + number;
            }
        }
        return slug + "-" + ThreadLocalRandom.current().nextInt(100_000, 999_999);
    }
}
