package app.atelier.auth.sessions;

import java.util.Map;
import java.util.LinkedHashMap;

import org.jspecify.annotations.Nullable;

/** What a person would call the device behind a {@code User-Agent}: {@code Firefox on Linux}. */
final class DeviceWords {

    /** In this order: most browsers also say that they are others. */
    private static final Map<String, String> PROGRAMS = ordered("Edg", "Edge", "OPR/", "Opera", "SamsungBrowser", "Samsung Internet",
            "Firefox/", "Firefox", "FxiOS", "Firefox", "CriOS", "Chrome", "HeadlessChrome", "Chrome", "Chrome/", "Chrome",
            "Safari/", "Safari", "curl/", "curl", "Java-http-client", "A Java program", "python", "A Python program");
    private static final Map<String, String> SYSTEMS = ordered("iPhone", "iPhone", "iPad", "iPad", "Android", "Android",
            "Windows", "Windows", "CrOS", "ChromeOS", "Mac OS X", "Mac", "Linux", "Linux");

    private DeviceWords() {
    }

    static String of(@Nullable String userAgent) {
        var agent = userAgent == null ? "" : userAgent;
        var program = first(PROGRAMS, agent);
        var system = first(SYSTEMS, agent);
        if (program == null) {
            return system == null ? "Unknown device" : system;
        }
        return system == null ? program : program + " on " + system;
    }

    private static @Nullable String first(Map<String, String> words, String agent) {
        return words.entrySet().stream().filter(e -> agent.contains(e.getKey())).map(Map.Entry::getValue).findFirst().orElse(null);
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
