package app.atelier.collaboration.comments;

import static app.atelier.platform.demo.DemoHouse.AMARA;
import static app.atelier.platform.demo.DemoHouse.GRETA;
import static app.atelier.platform.demo.DemoHouse.JONAS;
import static app.atelier.platform.demo.DemoHouse.MARA;
import static app.atelier.platform.demo.DemoHouse.TOMAS;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.demo.DemoHouse;
import app.atelier.platform.demo.DemoSeed;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.web.Problem;
import app.atelier.projects.ProjectAccess;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.springframework.stereotype.Component;

/** What the people of the demonstration said about their tasks. */
@Component
class CommentsDemo implements DemoSeed {

    /** @param ago hours before now */
    private record Said(String project, String task, int ago, UUID who, String body) {
    }

    private static final List<Said> TALK = List.of(
            new Said("harbour", "Interview five berth holders", 61 * 24, AMARA,
                    "All five done. Four of them open the tide table on the phone, standing on the pier. **Tides go on the first screen.**"),
            new Said("harbour", "Interview five berth holders", 60 * 24 + 3, MARA, "That settles the navigation. Thank you!"),
            new Said("harbour", "Wireframes for phone and desktop", 51 * 24, JONAS,
                    "Phone first. The berth finder is one tap away from everywhere; see the second frame."),
            new Said("harbour", "Wireframes for phone and desktop", 50 * 24, AMARA, "The fees need a table, not cards. Otherwise lovely."),
            new Said("harbour", "Berth finder with map", 25 * 24, JONAS,
                    "Keyboard works: arrows move between berths, `Enter` opens one. Tiles are cached for a week."),
            new Said("harbour", "Tides are an hour off in summer", 19 * 24, TOMAS,
                    "The federal service sends **CET all year**. We convert when reading now; the old entries are being corrected."),
            new Said("harbour", "Tides are an hour off in summer", 18 * 24 + 5, MARA, "Please add a test for the two nights when the clock changes. @tomas"),
            new Said("harbour", "Pictures load slowly on the pier", 49, JONAS, "AVIF brings the first picture from 9 s to 3.5 s. Lazy loading comes next."),
            new Said("harbour", "Pictures load slowly on the pier", 26, MARA, "Good. Under 2 s would be a relief: the harbour master tries it every morning."),
            new Said("harbour", "German and Danish versions", 30, AMARA, "Home, Berths and Tides are translated. @tomas, can the event calendar take two languages?"),
            new Said("harbour", "German and Danish versions", 20, TOMAS, "Yes, from tomorrow."),
            new Said("harbour", "Launch day plan", 6, MARA, "Who watches the errors in the first two hours? I would take the first, @jonas the second?"),
            new Said("harbour", "Train the office to edit events", 5, TOMAS,
                    "@mara, the office has two new people. Shall I plan a second session for them?"),
            new Said("harbour", "Sign-off with the harbour master", 42 * 24, AMARA, "He signed. He also asked for a picture of his dog on the imprint."),
            new Said("guide", "Cast two voices", 8 * 24 + 4, JONAS, "Both voices are booked. The second one also speaks Danish."),
            new Said("guide", "Player that works in aeroplane mode", 52, JONAS, "The whole tour is 84 MB in one language. Acceptable at the entrance's Wi-Fi?"),
            new Said("guide", "Player that works in aeroplane mode", 28, AMARA, "The museum says yes, if it shows how far it is."),
            new Said("guide", "Write stops 6 to 10", 9, AMARA, "Stops 6 to 8 are ready to be read. The anchor gets its own stop, it deserves it."));

    private final Db db;
    private final CommentStore store;
    private final ProjectAccess projects;
    private final UserAccess users;
    private final Journal journal;

    CommentsDemo(Db db, CommentStore store, ProjectAccess projects, UserAccess users, Journal journal) {
        this.db = db;
        this.store = store;
        this.projects = projects;
        this.users = users;
        this.journal = journal;
    }

    @Override
    public void seed(DemoHouse house) {
        var first = TALK.getFirst();
        if (projects.task(DemoHouse.ORGANIZATION, DemoHouse.id("task", first.project(), first.task())).isEmpty()) {
            throw new Problem.Unavailable("The projects of the demonstration are not there yet.");
        }
        var names = users.members(DemoHouse.ORGANIZATION, List.of(MARA, JONAS, AMARA, TOMAS, GRETA));
        for (var said : TALK) {
            projects.task(DemoHouse.ORGANIZATION, DemoHouse.id("task", said.project(), said.task()))
                    .ifPresent(task -> say(house, said, task, names));
        }
    }

    private void say(DemoHouse house, Said said, ProjectAccess.TaskRef task, List<Person> people) {
        var at = house.now().minus(Duration.ofHours(said.ago())).truncatedTo(ChronoUnit.SECONDS);
        var author = people.stream().filter(p -> p.id().equals(said.who())).findFirst().orElseThrow();
        var comment = new Comment(DemoHouse.id("comment", said.project(), said.task(), said.body()), task.id(), task.projectId(), author.id(),
                author.name(), said.body(), at, null, 1, false);
        var called = Mentions.in(said.body());
        var mentioned = people.stream().filter(p -> called.contains(p.username())).map(Person::id).toList();
        db.in(DemoHouse.ORGANIZATION, tx -> {
            if (store.insert(tx, comment)) {
                journal.record(tx, author.id(), at, new CommentEvents.CommentCreated(comment, task.key(), task.title(),
                        task.projectName(), task.assigneeIds(), mentioned));
            }
            return null;
        });
    }
}
