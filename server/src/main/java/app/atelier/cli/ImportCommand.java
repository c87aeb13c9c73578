package app.atelier.cli;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code atelier import trello FILE --project NAME}: a board from elsewhere becomes a project. */
@Command(name = "import", mixinStandardHelpOptions = true,
        description = "Imports a board from another system as a new project of the running server.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:imported", "1:the file or the server refused; nothing was created", "2:wrong usage"})
public final class ImportCommand implements Callable<Integer> {

    /** The formats the server knows; {@code auto} lets it look at the file. */
    enum Format {
        auto, trello, jira_csv, jira_json;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Spec
    @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FORMAT", description = "One of ${COMPLETION-CANDIDATES}.")
    Format format = Format.auto;

    @Parameters(index = "1", paramLabel = "FILE", description = "The export, at most 50 MB.")
    Path file = Path.of("");

    @Option(names = "--project", paramLabel = "NAME",
            description = "The new project's name; without it the name in the file.")
    @Nullable String project;

    @Option(names = "--dry-run", description = "Only say what would be created and what cannot be.")
    boolean dryRun;

    @Mixin
    ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        var out = spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
        var client = server.connect();
        if (dryRun) {
            var plan = upload(client, true);
            out.println("Would create the project \"" + plan.path("projectName").asString("") + "\" with "
                    + counts(plan.path("counts")) + ".");
            notices(out, plan.path("notices"));
            return 0;
        }
        var job = follow(client, upload(client, false), out);
        return switch (job.path("state").asString("")) {
            case "done" -> {
                out.println("Imported " + counts(job.path("created")) + ": "
                        + client.page("/projects/" + job.path("projectId").asString("")));
                notices(out, job.path("notices"));
                yield 0;
            }
            case "cancelled" -> throw new CommandFailure("The import was cancelled; nothing was created.");
            default -> throw new CommandFailure(job.path("error").asString("The import failed; nothing was created."));
        };
    }

    private JsonNode upload(ServerClient client, boolean dry) {
        var path = "/v1/projects/imports?format=" + format + "&dryRun=" + dry
                + "&fileName=" + encoded(file.getFileName().toString())
                + (project == null ? "" : "&projectName=" + encoded(project));
        try {
            return client.post(path, BodyPublishers.ofFile(file), "application/octet-stream");
        } catch (FileNotFoundException e) {
            throw new CommandFailure("There is no readable file " + file + ".");
        }
    }

    /** Ctrl-C meanwhile cancels the import on the server too. */
    private static JsonNode follow(ServerClient client, JsonNode started, PrintWriter out) {
        var path = "/v1/projects/imports/" + started.path("id").asString("");
        var cancel = Thread.ofPlatform().unstarted(() -> client.delete(path));
        var progress = new Progress(out, "Importing");
        Runtime.getRuntime().addShutdownHook(cancel);
        try {
            var job = started;
            while (job.path("state").asString("").equals("running")) {
                progress.at(job.path("done").asLong(0), job.path("total").asLong(0));
                ServerClient.pause(BETWEEN_LOOKS);
                job = client.get(path);
            }
            return job;
        } finally {
            progress.end();
            try {
                Runtime.getRuntime().removeShutdownHook(cancel);
            } catch (IllegalStateException shuttingDown) {
                // Ctrl-C: the hook runs.
            }
        }
    }

    /** "3 statuses, 11 tasks", without what there is none of. */
    private static String counts(JsonNode counts) {
        var words = new ArrayList<String>();
        counts.properties().forEach(count -> {
            var number = count.getValue().asLong(0);
            if (number > 0) {
                words.add(number + " " + words(count.getKey()));
            }
        });
        return words.isEmpty() ? "nothing" : String.join(", ", words);
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
    }

    private static void notices(PrintWriter out, JsonNode notices) {
        if (notices.isEmpty()) {
            return;
        }
        out.println("Not imported:");
        for (var notice : notices) {
            out.println("  " + notice.path("at").asString("") + ": " + notice.path("message").asString(""));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
