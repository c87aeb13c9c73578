package app.atelier.auth.sso;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.issuer.ExternalPeople;
import app.atelier.platform.issuer.ExternalPerson;
import app.atelier.platform.issuer.IssuerProperties;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Policy;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Problem;
import app.atelier.users.Membership;
import app.atelier.users.Newcomers;
import app.atelier.users.Organization;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Who somebody is here whom the configured issuer's access token is about: by issuer and subject, as everywhere. */
@Component
class LocalExternalPeople implements ExternalPeople {

    private static final Logger log = LoggerFactory.getLogger(LocalExternalPeople.class);
    private static final String PROVIDER = "issuer";

    private final Db db;
    private final IdentityStore identities;
    private final UserAccess users;
    private final Newcomers newcomers;
    private final IssuerProperties issuer;

    LocalExternalPeople(Db db, IdentityStore identities, UserAccess users, Newcomers newcomers, IssuerProperties issuer) {
        this.db = db;
        this.identities = identities;
        this.users = users;
        this.newcomers = newcomers;
        this.issuer = issuer;
    }

    @Override
    public Optional<Caller> externalCaller(ExternalPerson external) {
        if (!external.issuer().equals(issuer.url())) {
            return Optional.empty();
        }
        var organization = external.organization() == null ? null : organization(external.organization());
        if (external.organization() != null && organization == null) {
            return Optional.empty();
        }
        var known = db.shared(tx -> identities.person(tx, external.issuer(), external.subject())).orElse(null);
        var membership = known == null ? null : membership(known, organization);
        if (membership == null && issuer.provision() && organization != null) {
            var admitted = admit(external, known, organization);
            membership = admitted == null ? null : membership(admitted, organization);
        }
        return Optional.ofNullable(membership).map(m -> caller(m, external));
    }

    /** A token may give less than the membership, never more. */
    private static Caller caller(Membership membership, ExternalPerson external) {
        var said = external.role();
        var less = said != null && !said.atLeast(membership.role());
        var permissions = EnumSet.noneOf(Permission.class);
        permissions.addAll(membership.permissions());
        if (less) {
            permissions.retainAll(Policy.of(said));
        }
        return new Caller(membership.personId(), membership.organizationId(), less ? said : membership.role(), session(external),
                Collections.unmodifiableSet(permissions), null);
    }

    /** The issuer's sessions are its own; all tokens of one subject count as one. */
    private static UUID session(ExternalPerson external) {
        return UUID.nameUUIDFromBytes((external.issuer() + " " + external.subject()).getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable Membership membership(UUID person, @Nullable Organization organization) {
        List<Membership> all = users.memberships(person);
        return all.stream().filter(m -> organization == null || m.organizationId().equals(organization.id())).findFirst().orElse(null);
    }

    private @Nullable Organization organization(String named) {
        try {
            return users.organization(UUID.fromString(named)).orElse(null);
        } catch (IllegalArgumentException slug) {
            return users.organizationBySlug(named).orElse(null);
        }
    }

    private @Nullable UUID admit(ExternalPerson external, @Nullable UUID known, Organization organization) {
        var email = external.email();
        if (email == null || !email.matches("[^@\\s]+@[^@\\s]+") || email.length() > 255) {
            log.warn("A person of {} is not let in: the token tells no e-mail address", external.issuer());
            return null;
        }
        var identity = new Identity(external.issuer(), external.subject(), email, external.emailVerified(), external.firstName(),
                external.lastName());
        var person = known != null ? known : db.shared(tx -> identities.link(tx, identity, Ids.next(), PROVIDER));
        var role = external.role() == null || external.role() == Role.OWNER ? issuer.defaultRole() : external.role();
        try {
            newcomers.admit(person, new Newcomers.Names(email, external.emailVerified(), external.firstName(), external.lastName()), organization.id(), role);
            return person;
        } catch (Problem.Conflict taken) {
            log.warn("A person of {} is not let in: their e-mail address belongs to an account that is not linked to them", external.issuer());
            if (known == null) {
                db.shared(tx -> identities.forget(tx, identity, person));
            }
            return null;
        }
    }
}
