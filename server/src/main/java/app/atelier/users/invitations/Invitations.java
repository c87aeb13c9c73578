package app.atelier.users.invitations;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Policy;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Address;
import app.atelier.platform.web.Problem;
import app.atelier.users.InvitationWithdrawn;
import app.atelier.users.PersonInvited;
import app.atelier.users.people.PersonStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Owners and admins invite people by e-mail; the mail itself is sent by whoever follows the journal. */
@Component
class Invitations {

    private static final Duration GOOD_FOR = Duration.ofDays(7);

    private final Db db;
    private final InvitationStore store;
    private final PersonStore people;
    private final Journal journal;
    private final Address address;
    private final SecretBox box;
    private final Admissions admissions;

    Invitations(Db db, InvitationStore store, PersonStore people, Journal journal, Address address,
            SecretBox box, Admissions admissions) {
        this.db = db;
        this.store = store;
        this.people = people;
        this.journal = journal;
        this.address = address;
        this.box = box;
        this.admissions = admissions;
    }

    List<Invitation> all(Caller caller) {
        caller.require(Permission.MEMBERS_MANAGE);
        return db.in(caller.organization(), store::all);
    }

    /** Invites, or invites again: a new link replaces the old one. */
    Invitation invite(Caller caller, String email, Role role) {
        caller.require(Permission.MEMBERS_MANAGE);
        if (role == Role.OWNER) {
            throw new Problem.Invalid("role", "must be admin, member or guest; an owner is made from a member");
        }
        caller.requireToGive(Policy.of(role));
        var token = Tokens.random();
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var invitation = new Invitation(caller.organization(), Ids.next(), email.strip().toLowerCase(Locale.ROOT), role,
                caller.person(), now, now.plus(GOOD_FOR));
        return db.in(caller.organization(), tx -> {
            people.byEmail(tx, invitation.email()).flatMap(p -> people.membership(tx, p.id())).ifPresent(_ -> {
                throw new Problem.Conflict("email", "belongs to a member already");
            });
            store.insert(tx, invitation, token);
            var organization = people.organization(tx, caller.organization()).orElseThrow();
            var inviter = people.person(tx, caller.person()).orElseThrow();
            journal.record(tx, caller.person(), new PersonInvited(invitation.id(), invitation.email(), role,
                    organization.name(), inviter.name(), caller.person(), box.sealText(address.link("/join#" + token), PersonInvited.context(invitation.id())),
                    invitation.expiresAt()));
            return invitation;
        });
    }

    void withdraw(Caller caller, UUID id) {
        caller.require(Permission.MEMBERS_MANAGE);
        db.in(caller.organization(), tx -> {
            var invitation = store.find(tx, id).orElseThrow(() -> new Problem.NotFound("invitation", id));
            store.delete(tx, id);
            journal.record(tx, caller.person(), new InvitationWithdrawn(id, invitation.email(), invitation.role()));
            return null;
        });
    }

    /**
     * @param email  whom it is for; null for a link
     * @param domain of which domain an address must be; null: any
     */
    record Preview(String organizationName, @Nullable String email, Role role, @Nullable String domain) {
    }

    /** What a guest is told before they register. */
    Preview preview(String token) {
        try {
            var admission = admissions.of(token, "token");
            return new Preview(admission.organization().name(), admission.email(), admission.role(), admission.domain());
        } catch (Problem.Invalid spent) {
            throw new Problem.NotFound("This invitation is used, expired or withdrawn; ask for a new one.");
        }
    }
}
