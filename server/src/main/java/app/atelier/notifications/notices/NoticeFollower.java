package app.atelier.notifications.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import app.atelier.notifications.mail.Letter;
import app.atelier.notifications.mail.MailQueue;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Address;
import app.atelier.projects.ProjectAccess;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes notices, and mails where they are wanted, from what happens. */
@Component
class NoticeFollower implements Follower {

    /** History that is read late, as after an import or a long pause, mails nobody. */
    private static final Duration NEWS = Duration.ofDays(1);
    /** What is older lies in the inbox without asking to be read. */
    private static final Duration STALE = Duration.ofDays(7);

    private final NoticeStore store;
    private final Preferences preferences;
    private final MailQueue mails;
    private final Journal journal;
    private final UserAccess users;
    private final ProjectAccess projects;
    private final Address address;

    NoticeFollower(NoticeStore store, Preferences preferences, MailQueue mails, Journal journal, UserAccess users,
            ProjectAccess projects, Address address) {
        this.store = store;
        this.preferences = preferences;
        this.mails = mails;
        this.journal = journal;
        this.users = users;
        this.projects = projects;
        this.address = address;
    }

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public String service() {
        return "notifications";
    }

    @Override
    public Set<String> types() {
        return Tellings.TYPES;
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        for (var telling : Tellings.of(entry, name(entry.actorId()), leaders(entry))) {
            for (var person : users.members(tx.organization(), telling.people())) {
                if (maySee(tx.organization(), person, telling.projectId())) {
                    tell(tx, entry, telling, person);
                }
            }
        }
    }

    private String name(@Nullable UUID actor) {
        return actor == null ? "Atelier" : users.person(actor).map(Person::name).orElse("Somebody");
    }

    private Set<UUID> leaders(JournalEntry entry) {
        return entry.type().startsWith("task.") || entry.type().startsWith("comment.") ? Set.of()
                : users.membersWith(entry.organizationId(), Role.ADMIN).stream().map(Person::id).collect(Collectors.toSet());
    }

    /** Who was named in a project that they do not see hears nothing of it. */
    private boolean maySee(UUID organization, Person person, @Nullable UUID project) {
        if (project == null) {
            return true;
        }
        return users.memberships(person.id()).stream().filter(m -> m.organizationId().equals(organization))
                .map(m -> new Caller(person.id(), organization, m.role(), person.id(), m.permissions(), null))
                .anyMatch(caller -> !projects.visible(caller, List.of(project)).isEmpty());
    }

    private void tell(Tx tx, JournalEntry entry, Telling telling, Person person) {
        var wanted = preferences.of(tx, person.id()).getOrDefault(telling.type(), Preferences.Ways.BOTH);
        var notice = new Notice(Ids.next(), telling.type(), telling.title(), telling.body(), telling.link(), entry.actorId(),
                entry.at(), entry.at().isBefore(Instant.now().minus(STALE)) ? entry.at() : null);
        if (wanted.inApp()) {
            store.insert(tx, person.id(), notice);
            journal.record(tx, entry.actorId(), new NoticeEvents.NoticeCreated(person.id(), notice));
        }
        if (wanted.email() && entry.at().isAfter(Instant.now().minus(NEWS))) {
            mails.add(tx, Letter.write(Ids.next(), person.email(), subject(telling), telling.title(), telling.body(),
                    "Open in Atelier", address.link(telling.link()), foot(telling.type())));
        }
    }

    private String foot(NoticeType type) {
        var when = "You are told by mail when " + type.when() + ".";
        return type == NoticeType.ORGANIZATION ? when : when + " Change that in Atelier under Settings: " + address.link("/settings");
    }

    /** The title of a task says more in a list of mails than its key. */
    private static String subject(Telling telling) {
        return telling.type() == NoticeType.ASSIGNED ? telling.title() + ": " + telling.body() : telling.title();
    }
}
