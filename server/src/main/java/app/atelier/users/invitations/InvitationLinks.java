package app.atelier.users.invitations;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Policy;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Address;
import app.atelier.platform.web.Problem;
import app.atelier.users.InvitationLink;
import app.atelier.users.InvitationLinkCreated;
import app.atelier.users.InvitationLinkRevoked;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Links that whoever has them may join by: for a while, for so many, for one domain where that is wanted. */
@Component
class InvitationLinks {

    private static final Pattern DOMAIN = Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");
    /** More open doors than anybody can watch. */
    private static final int MOST_OPEN = 100;

    private final Db db;
    private final InvitationLinkStore store;
    private final Journal journal;
    private final Address address;

    InvitationLinks(Db db, InvitationLinkStore store, Journal journal, Address address) {
        this.db = db;
        this.store = store;
        this.journal = journal;
        this.address = address;
    }

    List<InvitationLink> all(Caller caller) {
        caller.require(Permission.MEMBERS_MANAGE);
        return db.in(caller.organization(), tx -> store.open(tx, Instant.now()));
    }

    /** A link and its address, which is told this once. */
    record Made(InvitationLink link, String address) {
    }

    Made create(Caller caller, Role role, @Nullable String domain, int mostUses, int days) {
        caller.require(Permission.MEMBERS_MANAGE);
        requireGivable(caller, role);
        var token = Tokens.random();
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var link = new InvitationLink(caller.organization(), Ids.next(), role, domain(domain), mostUses, 0, caller.person(), now,
                now.plus(Duration.ofDays(days)));
        return db.in(caller.organization(), tx -> {
            if (store.open(tx, now).size() >= MOST_OPEN) {
                throw new Problem.Conflict("There are " + MOST_OPEN + " open links already. Revoke those that nobody needs.");
            }
            store.insert(tx, link, token);
            journal.record(tx, caller.person(), new InvitationLinkCreated(link));
            return new Made(link, address.link("/join#" + token));
        });
    }

    /** Nobody gives by a link what they do not have. */
    private static void requireGivable(Caller caller, Role role) {
        if (role == Role.OWNER) {
            throw new Problem.Invalid("role", "must be admin, member or guest; an owner is made from a member");
        }
        caller.requireToGive(Policy.of(role));
    }

    private static @Nullable String domain(@Nullable String domain) {
        if (domain == null || domain.isBlank()) {
            return null;
        }
        var plain = domain.strip().toLowerCase(Locale.ROOT).replaceFirst("^@", "");
        if (!DOMAIN.matcher(plain).matches()) {
            throw new Problem.Invalid("domain", "must be the part of an address after the @, such as example.org");
        }
        return plain;
    }

    void revoke(Caller caller, UUID id) {
        caller.require(Permission.MEMBERS_MANAGE);
        db.in(caller.organization(), tx -> {
            var link = store.delete(tx, id).orElseThrow(() -> new Problem.NotFound("invitation link", id));
            journal.record(tx, caller.person(), new InvitationLinkRevoked(link));
            return null;
        });
    }
}
