package app.atelier.users;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.security.Role;

/** What other services may ask about people and organizations. */
public interface UserAccess {

    Optional<Person> person(UUID id);

    /** By e-mail, in whichever case it is written. */
    Optional<Person> personByEmail(String email);

    /** A person's memberships, oldest first. */
    List<Membership> memberships(UUID person);

    /** Those of the given people who belong to the organization; the others are left out. */
    List<Person> members(UUID organization, Collection<UUID> people);

    /** Those of the organization who go by one of these usernames, in whichever case it is written. */
    List<Person> membersByUsername(UUID organization, Collection<String> usernames);

    /** The organization's people with this role or a higher one, longest-serving first. */
    List<Person> membersWith(UUID organization, Role atLeast);

    /** The organization's owners, longest-serving first. */
    List<Person> owners(UUID organization);

    Optional<Organization> organization(UUID id);

    Optional<Organization> organizationBySlug(String slug);

    /** All organizations, oldest first, at most {@code limit}. */
    List<Organization> organizations(int limit);

    /** Whether anybody looks after this installation yet. */
    boolean hasAdministrator();
}
