package app.atelier.projects.templates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Ids;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The templates that come with Atelier. */
@Component
class ShippedTemplates {

    private static final List<String> NAMES =
            List.of("technical-architecture-designer", "website-launch", "client-onboarding");

    private final List<Shipped> all;

    /** @param file the name of its file, which its id in every organization is made from */
    record Shipped(String file, TemplateBody body) {

        UUID idIn(UUID organization) {
            return Ids.named("template", organization.toString(), file);
        }
    }

    ShippedTemplates(JsonMapper json) {
        all = NAMES.stream().map(name -> new Shipped(name, read(json, name))).toList();
    }

    List<Shipped> all() {
        return all;
    }

    private static TemplateBody read(JsonMapper json, String name) {
        try (var file = ShippedTemplates.class.getResourceAsStream(name + ".json")) {
            if (file == null) {
                throw new IllegalStateException("The template " + name + ".json is missing from the jar");
            }
            return json.readValue(file, TemplateBody.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
