package app.atelier.users.invitations;

import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Problem;
import app.atelier.users.Organization;
import app.atelier.users.people.PersonStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the secret of an invitation or of a link opens, to whom, and that it opens no more often than it should. */
@Component
public class Admissions {

    private static final String SPENT = "is used, expired or withdrawn; ask for a new invitation";

    private final Db db;
    private final InvitationStore invitations;
    private final InvitationLinkStore links;
    private final PersonStore people;

    Admissions(Db db, InvitationStore invitations, InvitationLinkStore links, PersonStore people) {
        this.db = db;
        this.invitations = invitations;
        this.links = links;
        this.people = people;
    }

    /**
     * That the bearer of a secret may join an organization in a role.
     *
     * @param email  the only address it is for; null: any that fits
     * @param domain what the address must end with; null: anything
     */
    public record Admission(Organization organization, Role role, @Nullable String email, @Nullable String domain,
            @Nullable UUID invitation, @Nullable UUID link) {
    }

    /**
     * What a secret opens now, before anybody says who they are.
     *
     * @throws Problem.Invalid naming {@code field} when it opens nothing, whatever the reason
     */
    Admission of(String token, String field) {
        var now = Instant.now();
        return invitations.byToken(db, token).filter(i -> i.expiresAt().isAfter(now))
                .map(i -> new Admission(organization(i.organizationId()), i.role(), i.email(), null, i.id(), null))
                .or(() -> links.byToken(db, token).filter(l -> l.expiresAt().isAfter(now) && l.uses() < l.mostUses())
                        .map(l -> new Admission(organization(l.organizationId()), l.role(), null, l.domain(), null, l.id())))
                .filter(a -> a.organization().eraseAt() == null)
                .orElseThrow(() -> new Problem.Invalid(field, SPENT));
    }

    private Organization organization(UUID id) {
        return db.shared(tx -> people.organization(tx, id)).orElseThrow();
    }

    /**
     * The same for somebody with this address.
     *
     * @param at the field that holds the address; the same as {@code field} where nobody chose it for this
     */
    public Admission of(String token, String field, String email, String at) {
        var admission = of(token, field);
        if (admission.email() != null && !admission.email().equalsIgnoreCase(email.strip())) {
            throw new Problem.Invalid(at, "must be the address the invitation was sent to");
        }
        if (admission.domain() != null && !email.strip().toLowerCase(java.util.Locale.ROOT).endsWith("@" + admission.domain())) {
            throw new Problem.Invalid(at, "must be an address at " + admission.domain() + ", whom this link is for");
        }
        return admission;
    }

    /**
     * Uses it up, or one of its uses, in the transaction in which the person joins.
     *
     * @throws Problem.Invalid when somebody else was quicker
     */
    public void use(Tx tx, Admission admission, String field) {
        var used = admission.invitation() != null ? invitations.delete(tx, admission.invitation())
                : admission.link() != null && links.use(tx, admission.link(), Instant.now());
        if (!used) {
            throw new Problem.Invalid(field, SPENT);
        }
    }
}
