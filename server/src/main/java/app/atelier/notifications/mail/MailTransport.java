package app.atelier.notifications.mail;

/** Takes a mail to its address, at least once. */
interface MailTransport {

    /**
     * @throws Refused     when the address takes no mail
     * @throws Unavailable when no mail can be sent right now, whoever it is for
     */
    void send(Mail mail) throws Refused, Unavailable;

    /** The address is at fault; another mail to it would fare no better. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** The server, or the way to it, is at fault. */
    final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        Unavailable(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
