package app.atelier.notifications.mail;

import java.util.UUID;

import app.atelier.platform.secrets.SecretBox;

/** The content of mails as it is kept: links that let somebody in do not lie open in the database. */
final class SealedText {

    /** Mails of before have none. */
    private static final String MARK = "sealed:";

    private final SecretBox box;
    private final String context;

    /** @param context what the mail's id is put after */
    SealedText(SecretBox box, String context) {
        this.box = box;
        this.context = context;
    }

    String seal(UUID mail, String text) {
        return MARK + box.sealText(text, context + mail);
    }

    String open(UUID mail, String kept) {
        return kept.startsWith(MARK) ? box.openText(kept.substring(MARK.length()), context + mail) : kept;
    }
}
