package app.atelier.files.store;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Names that are safe to keep, to show and to save under on any system. */
final class FileNames {

    private static final int LONGEST = 255;
    private static final int LONGEST_EXTENSION = 20;
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\u2028\\u2029]");
    private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"|?*]");
    private static final Pattern ENDS = Pattern.compile("^[\\s.]+|[\\s.]+$");
    /** Devices on Windows, with or without an extension. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");

    private FileNames() {
    }

    /** The name without folders, without what is invisible or forbidden, at most 255 characters; never empty. */
    static String clean(String name) {
        var base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var visible = INVISIBLE.matcher(Normalizer.normalize(base, Normalizer.Form.NFC)).replaceAll("");
        var allowed = ENDS.matcher(FORBIDDEN.matcher(visible).replaceAll("_")).replaceAll("");
        var clean = shorten(allowed.isEmpty() ? "file" : allowed);
        return DEVICE.matcher(clean).matches() ? shorten("_" + clean) : clean;
    }

    /** Cuts in the middle, so that the extension stays. */
    private static String shorten(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        var extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
        var end = LONGEST - extension.length();
        return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end) + extension;
    }

    /** {@code Content-Disposition} of a download (RFC 6266), with a plain name for old clients. */
    static String attachment(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "")
                .replaceAll("[^\\x20-\\x7e]", "_").replaceAll("[\"\\\\%]", "_");
        var exact = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + exact;
    }
}
