package app.atelier;

import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalReader;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.users.PersonInvited;

/** Links that reach people by mail, taken from where the mail takes them. */
public final class Links {

    private Links() {
    }

    public static String invitation(House house, UUID organization, String email) {
        return house.bean(Db.class).in(organization, tx -> house.bean(JournalReader.class)
                .after(tx, 0, Set.of(PersonInvited.TYPE), 1000).reversed().stream()
                .filter(e -> e.data().get("email").asString().equals(email))
                .map(e -> house.bean(SecretBox.class)
                        .openText(e.data().get("sealedLink").asString(), PersonInvited.context(e.subjectId())).split("#")[1])
                .findFirst().orElseThrow());
    }

    /** The token of the newest link that went to this address, from an entry of the type. */
    static String mailed(House house, UUID organization, String type, String context, String email) {
        return house.bean(Db.class).in(organization, tx -> house.bean(JournalReader.class).after(tx, 0, Set.of(type), 1000).reversed()
                .stream().filter(e -> e.data().get("email").asString().equals(email))
                .map(e -> house.bean(SecretBox.class).openText(e.data().get("sealedLink").asString(), context + "/" + e.subjectId())
                        .split("#")[1])
                .findFirst().orElse(null));
    }
}
