package app.atelier.notifications.mail;

import java.nio.charset.StandardCharsets;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Mail over SMTP (RFC 5321), upgraded to TLS where the server can. */
final class SmtpTransport implements MailTransport {

    private static final int IMPLICIT_TLS = 465;
    private static final String TIMEOUT_MILLIS = "15000";

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final String from;

    SmtpTransport(MailProperties mail) {
        from = String.valueOf(mail.from());
        sender.setHost(mail.host());
        sender.setPort(mail.port());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        var settings = new Properties();
        if (mail.username() != null) {
            sender.setUsername(mail.username());
            sender.setPassword(mail.password());
            settings.put("mail.smtp.auth", "true");
        }
        settings.put("mail.smtp.ssl.enable", String.valueOf(mail.port() == IMPLICIT_TLS));
        settings.put("mail.smtp.ssl.checkserveridentity", "true");
        settings.put("mail.smtp.starttls.enable", "true");
        // A password never goes over an open line, except to this very machine.
        settings.put("mail.smtp.starttls.required", String.valueOf(mail.username() != null && mail.port() != IMPLICIT_TLS
                && !isHere(String.valueOf(mail.host()))));
        settings.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        settings.put("mail.smtp.timeout", TIMEOUT_MILLIS);
        settings.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        sender.setJavaMailProperties(settings);
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
    }

    @Override
    public void send(Mail mail) throws Refused, Unavailable {
        try {
            sender.send(message(mail));
        } catch (MailSendException e) {
            for (var failure : e.getMessageExceptions()) {
                if (failure instanceof SendFailedException refused && refused.getInvalidAddresses() != null
                        && refused.getInvalidAddresses().length > 0) {
                    throw new Refused(String.valueOf(refused.getMessage()), refused);
                }
            }
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        } catch (MailException e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        } catch (MessagingException e) {
            throw new Refused("The message cannot be made: " + e.getMessage(), e);
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        var message = new OwnId(sender.getSession(), "<" + mail.id() + "@" + domain() + ">");
        var parts = new MimeMessageHelper(message, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, StandardCharsets.UTF_8.name());
        parts.setFrom(new InternetAddress(from, true));
        parts.setTo(new InternetAddress(mail.to(), true));
        parts.setSubject(mail.subject());
        parts.setText(mail.text(), mail.html());
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private String domain() {
        return from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
    }

    /** Keeps the message id it is given; the library would make a new one at each sending. */
    private static final class OwnId extends MimeMessage {

        private final String id;

        OwnId(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
