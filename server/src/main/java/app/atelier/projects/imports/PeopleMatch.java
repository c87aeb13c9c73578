package app.atelier.projects.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import app.atelier.projects.people.People.Known;
import org.jspecify.annotations.Nullable;

/** Who the people of a file are here: by e-mail, else by user name, else by a name only one member bears. */
final class PeopleMatch {

    private final List<@Nullable UUID> found = new ArrayList<>();
    private final List<ImportPlan.Notice> notices = new ArrayList<>();

    PeopleMatch(ImportPlan plan, List<Known> members) {
        for (var i = 0; i < plan.people().size(); i++) {
            var person = plan.people().get(i);
            var match = match(person, members);
            found.add(match);
            var index = i;
            var tasks = plan.tasks().stream().filter(t -> t.assignees().contains(index)).count();
            if (match == null && tasks > 0) {
                notices.add(new ImportPlan.Notice("people", "Nobody here is “" + person.name() + "”; "
                        + (tasks == 1 ? "one task stays" : tasks + " tasks stay")
                        + " without them. Invite them first to keep the assignment."));
            }
        }
    }

    /** The members behind these indexes, without those who are nobody here. */
    List<UUID> ids(List<Integer> people) {
        var ids = new ArrayList<UUID>();
        for (var index : people) {
            var id = found.get(index);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    List<ImportPlan.Notice> notices() {
        return notices;
    }

    private static @Nullable UUID match(ImportPlan.Person person, List<Known> members) {
        for (var member : members) {
            if (same(person.email(), member.email()) || same(person.username(), member.username())) {
                return member.id();
            }
        }
        var namesakes = members.stream().filter(m -> same(person.name(), m.name())).toList();
        return namesakes.size() == 1 ? namesakes.getFirst().id() : null;
    }

    private static boolean same(@Nullable String theirs, String ours) {
        return theirs != null && !theirs.isBlank()
                && theirs.strip().toLowerCase(Locale.ROOT).equals(ours.toLowerCase(Locale.ROOT));
    }
}
