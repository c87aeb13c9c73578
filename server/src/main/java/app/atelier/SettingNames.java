package app.atelier;

import java.lang.reflect.AnnotatedElement;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import app.atelier.platform.Refusal;
import app.atelier.platform.settings.Setting;
import app.atelier.platform.settings.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * The {@code ATELIER_*} names there are: those of the settings' classes, those the command line reads, one address
 * for each service, and those of the launcher.
 */
final class SettingNames {

    private static final String PREFIX = "ATELIER_";

    /** Read by the shell script {@code atelier}, before there is a program. */
    static final List<String> LAUNCHER = List.of("ATELIER_AOT", "ATELIER_BUILD", "ATELIER_JAVA_OPTS");

    private static final Pattern READ_BY_OPTION = Pattern.compile("\\$\\{env:(ATELIER_[A-Z_]+)");

    private SettingNames() {
    }

    static SortedSet<String> known() {
        var names = new TreeSet<>(LAUNCHER);
        Settings.known().all().stream().map(Setting::name).forEach(names::add);
        Services.ALL.forEach(service -> names.add(PREFIX + "SERVICE_" + service.name().toUpperCase(Locale.ROOT) + "_URL"));
        addOptions(Atelier.commandLine(), names);
        return names;
    }

    private static void addOptions(CommandLine line, Collection<String> names) {
        for (var option : line.getCommandSpec().options()) {
            // What picocli itself gives has the variables already replaced.
            if (option.userObject() instanceof AnnotatedElement field && field.getAnnotation(Option.class) instanceof Option said) {
                READ_BY_OPTION.matcher(said.defaultValue()).results().forEach(found -> names.add(found.group(1)));
            }
        }
        line.getSubcommands().values().forEach(command -> addOptions(command, names));
    }

    /** @throws Refusal for names that begin with {@code ATELIER_} and mean nothing, with the nearest that does */
    static void requireKnown(Collection<String> variables) {
        var ours = variables.stream().filter(v -> v.startsWith(PREFIX)).sorted().toList();
        if (ours.isEmpty()) {
            return;
        }
        var known = known();
        var unknown = ours.stream().filter(v -> !known.contains(v)).toList();
        if (!unknown.isEmpty()) {
            throw new Refusal(unknown.stream().map(name -> name + " is not a setting" + suggestion(name, known))
                    .collect(Collectors.joining("; ")) + "; docs/operations/configuration.md lists all.");
        }
    }

    private static String suggestion(String name, SortedSet<String> known) {
        var nearest = known.stream().min(Comparator.comparingInt(k -> distance(name, k))).orElseThrow();
        return distance(name, nearest) <= (name.length() - PREFIX.length() + 1) / 2 ? ", did you mean " + nearest + "?" : "";
    }

    /** Levenshtein's: how many letters must be added, taken away or exchanged. */
    private static int distance(String a, String b) {
        var above = IntStream.rangeClosed(0, b.length()).toArray();
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var exchanged = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
