package app.atelier.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier ingest olist DIR}: the life of every order in the public Olist data, as events. */
@Command(name = "olist", mixinStandardHelpOptions = true,
        description = "Sends the order events of the public Olist e-commerce data; sending again changes nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything is accepted or was known already", "1:something was refused", "2:wrong usage"})
final class IngestOlistCommand implements Callable<Integer> {

    /** As many as the server takes in one request. */
    private static final int BATCH = 1000;
    private static final int SHOWN_PROBLEMS = 20;

    @Spec
    @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder with orders.csv.")
    Path folder = Path.of("");

    @Option(names = "--stream", paramLabel = "NAME", defaultValue = "shop-orders",
            description = "The stream to send to (default: ${DEFAULT-VALUE}).")
    String stream = "shop-orders";

    @Mixin
    ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        var out = spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
        var events = new ArrayList<OrderEvent>();
        var problems = new ArrayList<String>();
        var orders = OlistOrders.read(folder, events::add, problems::add);
        var client = server.connect();

        var progress = new Progress(out, "Sending events:");
        var accepted = 0L;
        var duplicates = 0L;
        for (var from = 0; from < events.size(); from += BATCH) {
            progress.at(from, events.size());
            var answer = send(client, events.subList(from, Math.min(events.size(), from + BATCH)));
            accepted += answer.path("accepted").asLong(0);
            duplicates += answer.path("duplicates").asLong(0);
            for (var item : answer.path("items")) {
                if (item.path("result").asString("").equals("rejected")) {
                    problems.add("event " + item.path("id").asString("") + ": " + item.path("reason").asString(""));
                }
            }
        }
        progress.at(events.size(), events.size());
        progress.end();
        out.println(events.size() + " events of " + orders + " orders: " + accepted + " accepted, " + duplicates
                + " known already, " + problems.size() + " refused.");
        problems.stream().limit(SHOWN_PROBLEMS).forEach(problem -> out.println("  " + problem));
        if (problems.size() > SHOWN_PROBLEMS) {
            out.println("  and " + (problems.size() - SHOWN_PROBLEMS) + " more");
        }
        return problems.isEmpty() ? 0 : 1;
    }

    private tools.jackson.databind.JsonNode send(ServerClient client, List<OrderEvent> batch) {
        return client.post("/v1/ingestion/streams/" + stream + "/events", Map.of("events", batch));
    }
}
