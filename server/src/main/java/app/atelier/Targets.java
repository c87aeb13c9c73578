package app.atelier;

import java.util.Arrays;
import java.util.List;

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
     * @throws Refusal for a name that is no service
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
        return Services.ALL.stream().filter(s -> names.contains(ALL) || names.contains(s.name())).toList();
    }
}
