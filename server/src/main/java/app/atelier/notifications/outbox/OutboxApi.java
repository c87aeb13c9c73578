package app.atelier.notifications.outbox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import app.atelier.notifications.mail.CapturedMail;
import app.atelier.notifications.mail.CapturedMail.Message;
import app.atelier.notifications.mail.Letter;
import app.atelier.notifications.mail.MailProperties;
import app.atelier.platform.security.Public;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The outbox of a machine without a mail server. It shows other people's mail, so it exists only there: not once a
 * server is configured, not for other machines, and not through a proxy.
 */
@Hidden
@RestController
class OutboxApi {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s&<>\"']+");
    private static final String STYLE = """
            :root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
            body { max-width: 760px; margin: 0 auto; padding: 24px 16px; background: light-dark(#f6f6f7, #17171a); color: light-dark(#1c1c1f, #ececf0); }
            h1 { font-size: 18px; margin: 0 0 4px; }
            h2 { font-size: 14px; margin: 0; }
            p, dl { margin: 0; color: light-dark(#5c5c66, #a3a3ad); }
            article { margin-top: 16px; padding: 16px; border: 1px solid light-dark(#e0e0e5, #303036); border-radius: 6px; background: light-dark(#fff, #1f1f23); }
            pre { margin: 12px 0 0; padding-top: 12px; border-top: 1px solid light-dark(#ececf0, #303036); font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
            a { color: light-dark(#2a50c0, #8fb0ff); }
            """;

    private final CapturedMail captured;
    private final MailProperties mail;

    OutboxApi(CapturedMail captured, MailProperties mail) {
        this.captured = captured;
        this.mail = mail;
    }

    @Public
    @GetMapping(path = "/dev/outbox.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<Message> json(HttpServletRequest request) {
        requireHere(request);
        return Page.all(captured.newest());
    }

    @Public
    @GetMapping("/dev/outbox.css")
    ResponseEntity<byte[]> style(HttpServletRequest request) {
        requireHere(request);
        return answer("text/css;charset=utf-8", STYLE);
    }

    @Public
    @GetMapping("/dev/outbox")
    ResponseEntity<byte[]> page(HttpServletRequest request) {
        requireHere(request);
        var messages = captured.newest();
        var page = new StringBuilder("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Outbox · Atelier</title><link rel="stylesheet" href="/dev/outbox.css"></head>
                <body><main><h1>Outbox</h1>
                """);
        page.append("<p>").append(messages.isEmpty() ? "Nothing was sent yet." : "The newest " + messages.size() + (messages.size() == 1 ? " message." : " messages."))
                .append(" No mail server is configured, so mail stays here. Set ATELIER_MAIL_HOST to send it.</p>\n");
        messages.forEach(m -> page.append(article(m)));
        return answer("text/html;charset=utf-8", page.append("</main></body></html>\n").toString());
    }

    private static String article(Message message) {
        return "<article><h2>%s</h2><p>To %s · %s · <time>%s</time></p><pre>%s</pre></article>\n".formatted(
                Letter.escape(message.subject()), Letter.escape(message.to()), Letter.escape(message.channel()), message.at(),
                LINK.matcher(Letter.escape(message.text())).replaceAll("<a href=\"$0\">$0</a>"));
    }

    private static ResponseEntity<byte[]> answer(String type, String content) {
        return ResponseEntity.ok().header("Content-Type", type).header("Cache-Control", "no-store")
                .body(content.getBytes(StandardCharsets.UTF_8));
    }

    private void requireHere(HttpServletRequest request) {
        var proxied = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
        if (!mail.captures() || proxied || !isLoopback(request.getRemoteAddr())) {
            throw new Problem.NotFound("There is nothing at this address.");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
