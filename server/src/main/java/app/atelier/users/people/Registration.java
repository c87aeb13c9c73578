package app.atelier.users.people;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Slugs;
import app.atelier.users.CredentialStore;
import app.atelier.users.Member;
import app.atelier.users.MemberJoined;
import app.atelier.users.Membership;
import app.atelier.users.Organization;
import app.atelier.users.OrganizationCreated;
import app.atelier.users.Person;
import app.atelier.users.email.Emails;
import app.atelier.users.invitations.Admissions;
import app.atelier.users.invitations.Admissions.Admission;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** A person registers: into an organization of their own, or into the one that invited them. */
@Component
public class Registration {

    private static final String INVITATION = "invitationToken";

    private final Db db;
    private final PersonStore store;
    private final Admissions admissions;
    private final Emails emails;
    private final Journal journal;
    private final ObjectProvider<CredentialStore> credentials;

    Registration(Db db, PersonStore store, Admissions admissions, Emails emails, Journal journal,
            ObjectProvider<CredentialStore> credentials) {
        this.db = db;
        this.store = store;
        this.admissions = admissions;
        this.emails = emails;
        this.journal = journal;
        this.credentials = credentials;
    }

    /** What a person tells to register; see {@link PersonApi} for the limits. */
    public record Request(String email, String password, String firstName, String lastName, @Nullable String username,
            @Nullable String organizationName, @Nullable String invitationToken, @Nullable String welcomeToken) {
    }

    /**
     * The password is kept first and apart, because another service keeps it; one without a person harms nobody.
     *
     * @throws Problem.Conflict when the e-mail or the username is taken
     */
    public Profile register(Request request) {
        var vault = credentials.getIfAvailable();
        if (vault == null) {
            throw new Problem.Unavailable("Registration needs the service auth, which this process cannot reach.");
        }
        vault.check(request.password());
        var admission = request.invitationToken() == null ? null
                : admissions.of(request.invitationToken(), INVITATION, request.email(), "email");
        if (admission != null && admission.domain() != null) {
            // Who just types an address has not shown that it is theirs.
            throw new Problem.Invalid(INVITATION, "is for confirmed addresses at " + admission.domain()
                    + "; register without it, confirm your address by the mail we send, then open the link again");
        }
        if (admission != null && admission.email() != null) {
            var returning = homeless(admission.email());
            if (returning != null) {
                vault.set(returning.id(), request.password());
                return comeBack(returning, admission);
            }
        }
        var person = db.shared(tx -> person(tx, request));
        if (request.welcomeToken() != null) {
            vault.redeemWelcome(request.welcomeToken());
        }
        vault.set(person.id(), request.password());
        try {
            return admission == null
                    ? found(person, nameOf(request))
                    : join(person, admission);
        } catch (IntegrityConstraintViolationException e) {
            throw new Problem.Conflict("email", "belongs to somebody who registered just now; sign in instead");
        }
    }

    private static String nameOf(Request request) {
        var name = request.organizationName();
        return name == null || name.isBlank() ? request.firstName().strip() + "’s team" : name.strip();
    }

    /** Makes an organization owned by the person. */
    Profile found(Person person, String organizationName) {
        return found(person, organizationName, false);
    }

    /** @param vouchedFor whether somebody we trust says that the address is theirs */
    Profile found(Person person, String organizationName, boolean vouchedFor) {
        var id = Ids.next();
        return db.in(id, tx -> {
            var organization = new Organization(id, organizationName, Slugs.free(organizationName,
                    slug -> store.organizationBySlug(tx, slug).isPresent()), person.createdAt(), 1);
            store.insert(tx, person);
            store.insert(tx, organization);
            journal.record(tx, person.id(), new OrganizationCreated(organization));
            var profile = enter(tx, person, organization, Role.OWNER);
            if (vouchedFor) {
                emails.invited(tx, person);
            } else {
                emails.askNew(tx, person);
            }
            return profile;
        });
    }

    private Profile join(Person person, Admission admission) {
        return db.in(admission.organization().id(), tx -> {
            store.insert(tx, person);
            admissions.use(tx, admission, INVITATION);
            var profile = enter(tx, person, admission.organization(), admission.role());
            if (admission.email() == null) {
                // A link may have come from anywhere.
                emails.askNew(tx, person);
            } else {
                emails.invited(tx, person);
            }
            return profile;
        });
    }

    /** Somebody who is known and belongs nowhere any more; they could not sign in to accept an invitation. */
    private @Nullable Person homeless(String email) {
        return db.shared(tx -> store.byEmail(tx, email))
                .filter(p -> db.as(p.id(), tx -> store.membershipsOf(tx, p.id())).isEmpty()).orElse(null);
    }

    /** They opened a mail to their address, as for a new password. */
    private Profile comeBack(Person person, Admission admission) {
        return db.in(admission.organization().id(), tx -> {
            admissions.use(tx, admission, INVITATION);
            emails.invited(tx, person);
            var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            var membership = new Membership(admission.organization().id(), person.id(), admission.role(), now);
            store.insert(tx, membership);
            journal.record(tx, person.id(), new MemberJoined(Member.of(person, admission.role(), now)));
            return Profile.of(person, admission.organization(), membership, _ -> true);
        });
    }

    private Profile enter(Tx tx, Person person, Organization organization, Role role) {
        var membership = new Membership(organization.id(), person.id(), role, person.createdAt());
        store.insert(tx, membership);
        journal.record(tx, person.id(), new MemberJoined(Member.of(person, role, person.createdAt())));
        return Profile.of(person, organization, membership, _ -> true);
    }

    private Person person(Tx tx, Request request) {
        var email = request.email().strip().toLowerCase(Locale.ROOT);
        if (store.byEmail(tx, email).isPresent()) {
            throw new Problem.Conflict("email", "is registered already; sign in instead");
        }
        var username = request.username() == null || request.username().isBlank()
                ? Slugs.free(email.substring(0, email.indexOf('@')), name -> store.usernameTaken(tx, name))
                : request.username().strip();
        if (store.usernameTaken(tx, username)) {
            throw new Problem.Conflict("username", "is taken; choose another");
        }
        return new Person(Ids.next(), username, email, request.firstName().strip(), request.lastName().strip(), "UTC",
                request.welcomeToken() != null, Instant.now().truncatedTo(ChronoUnit.MICROS), 1);
    }
}
