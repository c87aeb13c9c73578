package app.atelier.users.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The filters that identity providers send: one attribute that equals a value, or several of them joined by
 * {@code and} (a part of RFC 7644 §3.4.2.2).
 */
record ScimFilter(List<Term> terms) {

    static final ScimFilter ALL = new ScimFilter(List.of());

    private static final Pattern TERM = Pattern.compile(
            "\\s*([A-Za-z][\\w.:-]*(?:\\[[^\\]]*\\])?(?:\\.\\w+)?)\\s+(\\w+)\\s+(\"(?:[^\"\\\\]|\\\\.)*\"|[\\w.-]+)\\s*(?:[aA][nN][dD]\\s+(?=\\S)|$)");
    private static final int LONGEST = 1_000;

    /** @param attribute in lower case, without schema and without a choice among several values */
    record Term(String attribute, String value) {
    }

    /**
     * @param attributes those that can be asked for, in lower case
     * @throws ScimError invalidFilter
     */
    static ScimFilter of(@Nullable String text, Set<String> attributes) {
        if (text == null || text.isBlank()) {
            return ALL;
        }
        if (text.length() > LONGEST) {
            throw invalid("it is too long");
        }
        var terms = new ArrayList<Term>();
        var matcher = TERM.matcher(text);
        var at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw invalid("it must be such as userName eq \"a@example.org\"");
            }
            terms.add(term(matcher.group(1), matcher.group(2), matcher.group(3), attributes));
            at = matcher.end();
        }
        return new ScimFilter(List.copyOf(terms));
    }

    private static Term term(String path, String operator, String value, Set<String> attributes) {
        var attribute = Scim.attribute(path).replaceAll("\\[[^\\]]*\\]", "").toLowerCase(Locale.ROOT);
        if (!attributes.contains(attribute)) {
            throw invalid("it can be for " + String.join(", ", attributes.stream().sorted().toList()));
        }
        if (!operator.equalsIgnoreCase("eq")) {
            throw invalid("the operator must be eq");
        }
        return new Term(attribute, value.startsWith("\"")
                ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value);
    }

    private static ScimError invalid(String reason) {
        return new ScimError(400, "invalidFilter", "This filter is not understood: " + reason);
    }
}
