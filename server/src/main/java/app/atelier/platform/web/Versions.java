package app.atelier.platform.web;

import org.jspecify.annotations.Nullable;

/** Versions of single objects as strong entity tags (RFC 9110 §8.8.3), so that no update is lost. */
public final class Versions {

    private Versions() {
    }

    public static String etag(int version) {
        return "\"" + version + "\"";
    }

    /**
     * Holds an {@code If-Match} header against the version that is there.
     *
     * @throws Problem.LostUpdate when it names another version
     */
    public static void require(@Nullable String ifMatch, int actual) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return;
        }
        try {
            var expected = Integer.parseInt(ifMatch.replace("W/", "").replace("\"", "").trim());
            if (expected != actual) {
                throw new Problem.LostUpdate(expected, actual);
            }
        } catch (NumberFormatException e) {
            throw new Problem.Unreadable("If-Match", "must be the ETag of the object, such as \"3\"");
        }
    }
}
