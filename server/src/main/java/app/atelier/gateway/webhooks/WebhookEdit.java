package app.atelier.gateway.webhooks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

import app.atelier.platform.outgoing.Guard;
import app.atelier.platform.outgoing.Refused;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;

/** What a person may set of a webhook. */
record WebhookEdit(String url, String description, List<String> types, boolean enabled) {

    private static final int LONGEST_DESCRIPTION = 500;
    private static final int MOST_TYPES = 50;
    private static final int LONGEST_TYPE = 100;
    private static final Pattern TYPE = Pattern.compile("\\*|[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*\\.(\\*|[a-z][a-z0-9_]*)");

    /** @throws Problem.Invalid naming the field */
    WebhookEdit checked(Guard guard) {
        if (description.length() > LONGEST_DESCRIPTION || description.indexOf('\0') >= 0) {
            throw new Problem.Invalid("description", "must have at most " + LONGEST_DESCRIPTION + " characters, none of them U+0000");
        }
        try {
            return new WebhookEdit(guard.check(url.strip()).toString(), description.strip(), types(types), enabled);
        } catch (Refused refused) {
            throw new Problem.Invalid("url", refused.reason());
        }
    }

    private static List<String> types(List<@Nullable String> types) {
        if (types.isEmpty() || types.size() > MOST_TYPES) {
            throw new Problem.Invalid("types", "must hold 1 to " + MOST_TYPES + " types, such as task.created or task.*");
        }
        for (var i = 0; i < types.size(); i++) {
            var type = types.get(i);
            if (type == null || type.length() > LONGEST_TYPE || !TYPE.matcher(type).matches()) {
                throw new Problem.Invalid("types[" + i + "]", "must be a type such as task.created, a beginning such as task.*, or * for all");
            }
        }
        return List.copyOf(new LinkedHashSet<>(types));
    }
}
