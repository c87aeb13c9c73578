package app.atelier;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import app.atelier.Services.Service;
import app.atelier.platform.Refusal;

/** Which services a process runs. */
final class Targets {

    private static final String ALL = "all";

    private Targets() {
    }

    /**
     * Reads {@code --target}: names separated by commas, or {@code all}.
     *
     * @throws Refusal for a name that is no service, and for a service whose needs are not met
     */
    static List<Service> of(String target) {
        var names = Arrays.stream(target.split(",")).map(String::strip).filter(n -> !n.isEmpty()).distinct().toList();
        var known = Services.ALL.stream().map(Service::name).toList();
        for (var name : names) {
            if (!name.equals(ALL) && !known.contains(name)) {
                throw new Refusal("There is no service '" + name + "'; --target takes " + ALL + " or any of "
                        + String.join(", ", known) + ", separated by commas.");
            }
        }
        if (names.isEmpty()) {
            throw new Refusal("--target is empty; it takes " + ALL + " or any of " + String.join(", ", known) + ".");
        }
        var selected = Services.ALL.stream().filter(s -> names.contains(ALL) || names.contains(s.name())).toList();
        selected.forEach(service -> requireNeeds(service, selected));
        return selected;
    }

    private static void requireNeeds(Service service, List<Service> selected) {
        var present = selected.stream().map(Service::name).collect(Collectors.toSet());
        var missing = service.needs().stream().filter(n -> !present.contains(n)).toList();
        if (!missing.isEmpty()) {
            throw new Refusal("The service " + service.name() + " needs " + String.join(" and ", missing)
                    + "; add " + (missing.size() == 1 ? "it" : "them") + " to --target.");
        }
    }
}
