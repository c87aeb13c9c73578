package app.atelier.projects.imports;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Jira's wiki text as Markdown. Covers what people write: headings, lists, emphasis, links, code, quotes, mentions;
 * the rest stays as it stands. Notation: <a
 * href="https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all">Jira's text formatting notation</a>.
 */
final class JiraMarkup {

    private static final Pattern CODE = Pattern.compile("\\{(code|noformat)(?::([^}]*))?}(.*?)\\{\\1}", Pattern.DOTALL);
    private static final Pattern QUOTE = Pattern.compile("\\{quote}(.*?)\\{quote}", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("(?m)^h([1-6])\\.\\s+");
    private static final Pattern BLOCKQUOTE = Pattern.compile("(?m)^bq\\.\\s+");
    private static final Pattern BULLETS = Pattern.compile("(?m)^([*-]+)\\s+(?=\\S)");
    private static final Pattern NUMBERS = Pattern.compile("(?m)^(#+)\\s+(?=\\S)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]|\\n]+)\\|([^\\]|\\s]+)(?:\\|[^\\]]*)?]");
    private static final Pattern BARE_LINK = Pattern.compile("\\[(https?://[^\\]\\s|]+)]");
    private static final Pattern MENTION = Pattern.compile("\\[~(?:accountid:)?([^\\]\\s]+)]");
    private static final Pattern MONO = Pattern.compile("\\{\\{(.+?)}}");
    private static final Pattern BOLD = Pattern.compile("(?<![\\w*])\\*(?=\\S)([^*\\n]+?)(?<=\\S)\\*(?![\\w*])");
    private static final Pattern STRIKE = Pattern.compile("(?<![\\w-])-(?=\\S)([^-\\n]+?)(?<=\\S)-(?![\\w-])");
    private static final Pattern PANEL = Pattern.compile("\\{(?:panel|color|info|note|warning|tip)(?::[^}]*)?}");

    private JiraMarkup() {
    }

    /** @param names display names by account id or user name, for mentions */
    static String markdown(String wiki, Map<String, String> names) {
        var text = wiki.replace("\r\n", "\n");
        var out = new StringBuilder();
        var code = CODE.matcher(text);
        var from = 0;
        while (code.find()) {
            out.append(prose(text.substring(from, code.start()), names));
            out.append(fence(code));
            from = code.end();
        }
        return out.append(prose(text.substring(from), names)).toString();
    }

    private static String fence(Matcher code) {
        var options = code.group(2);
        var language = options == null || options.contains("=") ? "" : options.split("\\|", 2)[0].strip();
        var body = code.group(3).strip();
        var fence = body.contains("```") ? "~~~~" : "```";
        return "\n" + fence + language + "\n" + body + "\n" + fence + "\n";
    }

    private static String prose(String wiki, Map<String, String> names) {
        var text = QUOTE.matcher(wiki).replaceAll(m ->
                Matcher.quoteReplacement("\n" + m.group(1).strip().replaceAll("(?m)^", "> ") + "\n"));
        text = PANEL.matcher(text).replaceAll("");
        text = NUMBERS.matcher(text).replaceAll(m -> "   ".repeat(m.group(1).length() - 1) + "1. ");
        text = BULLETS.matcher(text).replaceAll(m -> "  ".repeat(m.group(1).length() - 1) + "- ");
        text = HEADING.matcher(text).replaceAll(m -> "#".repeat(Integer.parseInt(m.group(1))) + " ");
        text = BLOCKQUOTE.matcher(text).replaceAll("> ");
        text = MENTION.matcher(text).replaceAll(m ->
                Matcher.quoteReplacement("@" + names.getOrDefault(m.group(1), m.group(1))));
        text = LINK.matcher(text).replaceAll(m -> Matcher.quoteReplacement(Words.link(m.group(1), m.group(2))));
        text = BARE_LINK.matcher(text).replaceAll(m -> Matcher.quoteReplacement("<" + m.group(1) + ">"));
        text = MONO.matcher(text).replaceAll(m -> Matcher.quoteReplacement("`" + m.group(1) + "`"));
        text = BOLD.matcher(text).replaceAll(m -> Matcher.quoteReplacement("**" + m.group(1) + "**"));
        return STRIKE.matcher(text).replaceAll(m -> Matcher.quoteReplacement("~~" + m.group(1) + "~~"));
    }
}
