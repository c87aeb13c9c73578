package app.atelier.notifications.mail;

import java.util.UUID;

/**
 * A mail to one address.
 *
 * @param id   its message id wherever it goes, so that a second sending is known as the same
 * @param text for readers without HTML
 */
public record Mail(UUID id, String to, String subject, String text, String html) {
}
