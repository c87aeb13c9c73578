package app.atelier;

import java.util.Collection;
import java.util.List;

/** For tests of what lies outside the program and speaks of it: which services and settings there are. */
public final class Known {

    private Known() {
    }

    public static List<String> services() {
        return Services.ALL.stream().map(Services.Service::name).toList();
    }

    /** @throws app.atelier.platform.Refusal for a name that is no setting */
    public static void requireKnown(Collection<String> names) {
        SettingNames.requireKnown(names);
    }
}
