package app.atelier.notifications.mail;

import java.util.UUID;

/**
 * Writes mails: the same words as plain text and as simple HTML, in which everything that came from people is
 * escaped.
 */
public final class Letter {

    private static final int LONGEST_SUBJECT = 200;

    private Letter() {
    }

    /**
     * @param body   one paragraph; may be empty
     * @param action what the link is called
     * @param why    why the reader gets it
     */
    public static Mail write(UUID id, String to, String subject, String title, String body, String action, String link, String why) {
        var text = title + "\n\n" + (body.isBlank() ? "" : body + "\n\n") + action + ":\n" + link + "\n\n-- \n" + why + "\n";
        var html = """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%1$s</title></head>
                <body style="margin:0;padding:24px;background:#f6f6f7;color:#1c1c1f;font:15px/1.5 -apple-system,'Segoe UI',Roboto,sans-serif">
                <div style="max-width:520px;margin:0 auto;padding:24px;background:#fff;border:1px solid #e4e4e7;border-radius:6px">
                <h1 style="margin:0 0 12px;font-size:17px;line-height:1.35">%2$s</h1>
                %3$s<p style="margin:20px 0 0"><a href="%4$s" style="display:inline-block;padding:8px 14px;background:#2f5bd3;color:#fff;border-radius:6px;text-decoration:none">%5$s</a></p>
                </div>
                <p style="max-width:520px;margin:12px auto 0;color:#6b6b73;font-size:12px">%6$s</p>
                </body></html>
                """.formatted(escape(subject), escape(title), body.isBlank() ? "" : "<p style=\"margin:0;white-space:pre-line\">" + escape(body) + "</p>\n",
                escape(link), escape(action), escape(why));
        return new Mail(id, to, oneLine(subject), text, html);
    }

    /** A subject is one line, whatever is in it: a second one would be another header. */
    private static String oneLine(String text) {
        var line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
    }

    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
