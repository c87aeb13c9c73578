package app.atelier.notifications.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mail server ({@code ATELIER_MAIL_*}). Without a host, mail is captured and shown at {@code /dev/outbox}.
 *
 * @param port     465 speaks TLS from the start, others upgrade to it where the server can (and must, with a password)
 * @param username null: the server takes mail without
 * @param from     whom mail comes from, such as {@code Atelier <atelier@example.org>}
 */
@ConfigurationProperties("atelier.mail")
public record MailProperties(@Nullable String host, @DefaultValue("587") int port, @Nullable String username,
        @Nullable String password, @Nullable String from) {

    public MailProperties {
        host = blankToNull(host);
        username = blankToNull(username);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("ATELIER_MAIL_PORT must lie between 1 and 65535");
        }
        if (host != null) {
            requireAddress(from);
        }
        if ((username == null) != (blankToNull(password) == null)) {
            throw new IllegalArgumentException("ATELIER_MAIL_USERNAME and ATELIER_MAIL_PASSWORD go together; set both or neither");
        }
    }

    private static void requireAddress(@Nullable String from) {
        try {
            if (from != null) {
                new InternetAddress(from, true);
                return;
            }
        } catch (AddressException e) {
            // Falls through to the same message.
        }
        throw new IllegalArgumentException(
                "ATELIER_MAIL_FROM must be an address such as 'Atelier <atelier@example.org>' when ATELIER_MAIL_HOST is set");
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public boolean captures() {
        return host == null;
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "MailProperties[host=" + host + ", port=" + port + ", username=" + username + ", from=" + from + "]";
    }
}
