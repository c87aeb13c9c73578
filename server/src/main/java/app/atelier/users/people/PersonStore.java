package app.atelier.users.people;

import static app.schema.users.Tables.MEMBERSHIP;
import static app.schema.users.Tables.ORGANIZATION;
import static app.schema.users.Tables.PERSON;
import static app.schema.users.Tables.TEAM;
import static org.jooq.impl.DSL.lower;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import app.atelier.platform.db.Tx;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Policy;
import app.atelier.platform.security.Role;
import app.atelier.users.CustomRole;
import app.atelier.users.Membership;
import app.atelier.users.Organization;
import app.atelier.users.Person;
import app.schema.users.tables.records.MembershipRecord;
import app.schema.users.tables.records.OrganizationRecord;
import app.schema.users.tables.records.PersonRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People, organizations and memberships in the database. */
@Component
public class PersonStore {

    public Optional<Person> person(Tx tx, UUID id) {
        return tx.sql().selectFrom(PERSON).where(PERSON.ID.eq(id)).fetchOptional(PersonStore::person);
    }

    public Optional<Person> byEmail(Tx tx, String email) {
        return tx.sql().selectFrom(PERSON).where(lower(PERSON.EMAIL).eq(lower(email))).fetchOptional(PersonStore::person);
    }

    public boolean usernameTaken(Tx tx, String username) {
        return tx.sql().fetchExists(PERSON, lower(PERSON.USERNAME).eq(lower(username)));
    }

    public List<Person> members(Tx tx, Collection<UUID> people) {
        return tx.sql().select(PERSON.fields()).from(MEMBERSHIP).join(PERSON).on(PERSON.ID.eq(MEMBERSHIP.PERSON_ID))
                .where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), MEMBERSHIP.PERSON_ID.in(people))
                .fetch(row -> person(row.into(PERSON)));
    }

    public List<Person> membersByUsername(Tx tx, Collection<String> usernames) {
        return tx.sql().select(PERSON.fields()).from(MEMBERSHIP).join(PERSON).on(PERSON.ID.eq(MEMBERSHIP.PERSON_ID))
                .where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()),
                        lower(PERSON.USERNAME).in(usernames.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList()))
                .fetch(row -> person(row.into(PERSON)));
    }

    public List<Person> membersWith(Tx tx, Role atLeast) {
        var roles = Arrays.stream(Role.values()).filter(r -> r.atLeast(atLeast)).map(Role::word).toList();
        return tx.sql().select(PERSON.fields()).from(MEMBERSHIP).join(PERSON).on(PERSON.ID.eq(MEMBERSHIP.PERSON_ID))
                .where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), MEMBERSHIP.ROLE.in(roles))
                .orderBy(MEMBERSHIP.CREATED_AT, PERSON.ID)
                .fetch(row -> person(row.into(PERSON)));
    }

    public List<Person> owners(Tx tx) {
        return tx.sql().select(PERSON.fields()).from(MEMBERSHIP).join(PERSON).on(PERSON.ID.eq(MEMBERSHIP.PERSON_ID))
                .where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), MEMBERSHIP.ROLE.eq(Role.OWNER.word()))
                .orderBy(MEMBERSHIP.CREATED_AT)
                .fetch(row -> person(row.into(PERSON)));
    }

    public List<Membership> membershipsOf(Tx tx, UUID person) {
        return tx.sql().selectFrom(MEMBERSHIP).where(MEMBERSHIP.PERSON_ID.eq(person))
                .orderBy(MEMBERSHIP.CREATED_AT, MEMBERSHIP.ORGANIZATION_ID).fetch(PersonStore::membership);
    }

    /** Whether the person showed that their address is theirs. */
    public boolean isEmailVerified(Tx tx, UUID person) {
        return tx.sql().fetchExists(PERSON, PERSON.ID.eq(person), PERSON.EMAIL_VERIFIED_AT.isNotNull());
    }

    /** Those of the person's memberships that let them in: of a closed organization only an owner's. */
    public List<Membership> openMembershipsOf(Tx tx, UUID person) {
        return tx.sql().select(MEMBERSHIP.fields()).from(MEMBERSHIP).join(ORGANIZATION).on(ORGANIZATION.ID.eq(MEMBERSHIP.ORGANIZATION_ID))
                .where(MEMBERSHIP.PERSON_ID.eq(person), ORGANIZATION.ERASE_AT.isNull().or(MEMBERSHIP.ROLE.eq(Role.OWNER.word())))
                .orderBy(MEMBERSHIP.CREATED_AT, MEMBERSHIP.ORGANIZATION_ID).fetch(row -> membership(row.into(MEMBERSHIP)));
    }

    public Optional<Membership> membership(Tx tx, UUID person) {
        return tx.sql().selectFrom(MEMBERSHIP)
                .where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), MEMBERSHIP.PERSON_ID.eq(person))
                .fetchOptional(PersonStore::membership);
    }

    public boolean hasAdministrator(Tx tx) {
        return tx.sql().fetchExists(PERSON, PERSON.ADMINISTRATOR.isTrue());
    }

    public void insert(Tx tx, Person person) {
        tx.sql().insertInto(PERSON)
                .set(PERSON.ID, person.id())
                .set(PERSON.USERNAME, person.username())
                .set(PERSON.EMAIL, person.email())
                .set(PERSON.FIRST_NAME, person.firstName())
                .set(PERSON.LAST_NAME, person.lastName())
                .set(PERSON.TIME_ZONE, person.timeZone())
                .set(PERSON.ADMINISTRATOR, person.administrator())
                .set(PERSON.CREATED_AT, person.createdAt())
                .execute();
    }

    public void update(Tx tx, Person person) {
        tx.sql().update(PERSON)
                .set(PERSON.USERNAME, person.username())
                .set(PERSON.FIRST_NAME, person.firstName())
                .set(PERSON.LAST_NAME, person.lastName())
                .set(PERSON.TIME_ZONE, person.timeZone())
                .set(PERSON.VERSION, person.version())
                .where(PERSON.ID.eq(person.id()))
                .execute();
    }

    public void insert(Tx tx, Membership membership) {
        tx.sql().insertInto(MEMBERSHIP)
                .set(MEMBERSHIP.ORGANIZATION_ID, membership.organizationId())
                .set(MEMBERSHIP.PERSON_ID, membership.personId())
                .set(MEMBERSHIP.ROLE, membership.role().word())
                .set(MEMBERSHIP.CREATED_AT, membership.createdAt())
                .execute();
    }

    /** Those of the given teams that there are. */
    public Set<UUID> teams(Tx tx, Collection<UUID> teams) {
        return tx.sql().select(TEAM.ID).from(TEAM)
                .where(TEAM.ORGANIZATION_ID.eq(tx.organization()), TEAM.ID.in(teams)).fetchSet(TEAM.ID);
    }

    /** One of the four roles, without a custom one. */
    public void setRole(Tx tx, UUID person, Role role) {
        setRole(tx, person, role, null);
    }

    public void setRole(Tx tx, UUID person, Role role, @Nullable CustomRole custom) {
        tx.sql().update(MEMBERSHIP).set(MEMBERSHIP.ROLE, role.word())
                .set(MEMBERSHIP.CUSTOM_ROLE_ID, custom == null ? null : custom.id())
                .set(MEMBERSHIP.PERMISSIONS, custom == null ? null : words(custom.permissions()))
                .where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), MEMBERSHIP.PERSON_ID.eq(person)).execute();
    }

    public void removeMember(Tx tx, UUID person) {
        tx.sql().deleteFrom(MEMBERSHIP)
                .where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), MEMBERSHIP.PERSON_ID.eq(person)).execute();
    }

    public Optional<Organization> organization(Tx tx, UUID id) {
        return tx.sql().selectFrom(ORGANIZATION).where(ORGANIZATION.ID.eq(id)).fetchOptional(PersonStore::organization);
    }

    /** The same, locked until the transaction ends. */
    public Optional<Organization> lockOrganization(Tx tx, UUID id) {
        return tx.sql().selectFrom(ORGANIZATION).where(ORGANIZATION.ID.eq(id)).forUpdate().fetchOptional(PersonStore::organization);
    }

    /** Organizations whose grace is over. */
    public List<UUID> due(Tx tx, Instant now) {
        return tx.sql().select(ORGANIZATION.ID).from(ORGANIZATION).where(ORGANIZATION.ERASE_AT.le(now)).fetch(ORGANIZATION.ID);
    }

    /** Deletes the organization itself, if its grace is over; whatever refers to it must be gone. */
    public void deleteOrganization(Tx tx, UUID id, Instant now) {
        tx.sql().deleteFrom(ORGANIZATION).where(ORGANIZATION.ID.eq(id), ORGANIZATION.ERASE_AT.le(now)).execute();
    }

    public Optional<Organization> organizationBySlug(Tx tx, String slug) {
        return tx.sql().selectFrom(ORGANIZATION).where(ORGANIZATION.SLUG.eq(slug)).fetchOptional(PersonStore::organization);
    }

    public List<Organization> organizations(Tx tx, int limit) {
        return tx.sql().selectFrom(ORGANIZATION).orderBy(ORGANIZATION.CREATED_AT, ORGANIZATION.ID).limit(limit)
                .fetch(PersonStore::organization);
    }

    public void insert(Tx tx, Organization organization) {
        tx.sql().insertInto(ORGANIZATION)
                .set(ORGANIZATION.ID, organization.id())
                .set(ORGANIZATION.NAME, organization.name())
                .set(ORGANIZATION.SLUG, organization.slug())
                .set(ORGANIZATION.CREATED_AT, organization.createdAt())
                .execute();
    }

    public void update(Tx tx, Organization organization) {
        tx.sql().update(ORGANIZATION)
                .set(ORGANIZATION.NAME, organization.name())
                .set(ORGANIZATION.SLUG, organization.slug())
                .set(ORGANIZATION.ERASE_AT, organization.eraseAt())
                .set(ORGANIZATION.VERSION, organization.version()).where(ORGANIZATION.ID.eq(organization.id())).execute();
    }

    static Person person(PersonRecord row) {
        return new Person(row.getId(), row.getUsername(), row.getEmail(), row.getFirstName(), row.getLastName(),
                row.getTimeZone(), row.getAdministrator(), row.getCreatedAt(), row.getVersion());
    }

    static Membership membership(MembershipRecord row) {
        var role = Role.of(row.getRole());
        return new Membership(row.getOrganizationId(), row.getPersonId(), role, row.getCreatedAt(), row.getCustomRoleId(),
                row.getPermissions() == null ? Policy.of(role) : Policy.custom(permissions(row.getPermissions())));
    }

    /** As they are kept: their words, in the order of the table. */
    public static String[] words(Collection<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::word).toArray(String[]::new);
    }

    /** A word that no longer means anything gives nothing. */
    public static Set<Permission> permissions(String[] words) {
        var known = Set.of(words);
        return Arrays.stream(Permission.values()).filter(p -> known.contains(p.word()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    }

    static Organization organization(OrganizationRecord row) {
        return new Organization(row.getId(), row.getName(), row.getSlug(), row.getCreatedAt(), row.getVersion(),
                row.getEraseAt());
    }
}
