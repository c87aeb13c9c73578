package app.atelier.platform.analytics;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** ClickHouse's HTTP interface (clickhouse.com/docs/interfaces/http): a statement in, its answer out. */
final class ClickHouseHttp implements AutoCloseable {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);

    /** Codes of ClickHouse (src/Common/ErrorCodes.cpp). */
    private static final Set<Integer> NOT_THERE = Set.of(60, 81);
    private static final Set<Integer> NOT_LET_IN = Set.of(192, 193, 194, 516);
    private static final int NOT_ALLOWED = 497;
    /** Timeout, too many queries, memory, read-only, disk, too many parts. */
    private static final Set<Integer> PASSING = Set.of(159, 202, 241, 242, 243, 252);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_WITHIN).build();
    private final URI address;
    private final String authorization;

    ClickHouseHttp(ClickHouseProperties properties) {
        this.address = properties.address();
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(
                (properties.user() + ":" + properties.secret()).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends a statement. All that we send may be sent twice, so a connection that was closed meanwhile is no failure.
     *
     * @param url  parameters: the database, settings, values
     * @param body the statement, or the rows of one that stands in the URL
     * @throws AnalyticsAway    when it does not answer, or says it cannot for now
     * @throws AnalyticsFailure when the statement is wrong
     */
    byte[] send(Map<String, String> url, byte[] body, Duration within) {
        var query = url.entrySet().stream().map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(address.resolve("?" + query)).timeout(within)
                .header("Authorization", authorization).POST(BodyPublishers.ofByteArray(body)).build();
        try {
            return answer(sendAgainIfClosed(request));
        } catch (HttpTimeoutException e) {
            throw new AnalyticsAway("ClickHouse at " + address + " did not answer within " + within.toSeconds() + " seconds.", e);
        } catch (IOException e) {
            throw new AnalyticsAway("ClickHouse at " + address + " does not answer; start it, or correct ATELIER_CLICKHOUSE_URL.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnalyticsAway("Interrupted while ClickHouse worked.", e);
        }
    }

    private HttpResponse<byte[]> sendAgainIfClosed(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException | ConnectException e) {
            throw e;
        } catch (IOException e) {
            return http.send(request, BodyHandlers.ofByteArray());
        }
    }

    private byte[] answer(HttpResponse<byte[]> response) {
        if (response.statusCode() == 200) {
            return response.body();
        }
        var text = new String(response.body(), StandardCharsets.UTF_8).strip();
        var code = response.headers().firstValue("X-ClickHouse-Exception-Code").map(Integer::parseInt).orElse(0);
        var told = text.length() > 500 ? text.substring(0, 500) + "…" : text;
        if (code == 0) {
            throw new AnalyticsAway("What answers at " + address + " is no ClickHouse, or stands between (status "
                    + response.statusCode() + "); correct ATELIER_CLICKHOUSE_URL.");
        }
        if (NOT_LET_IN.contains(code)) {
            throw new AnalyticsAway("ClickHouse at " + address
                    + " refuses the user; correct ATELIER_CLICKHOUSE_USERNAME and ATELIER_CLICKHOUSE_PASSWORD.");
        }
        if (code == NOT_ALLOWED) {
            throw new AnalyticsAway("ClickHouse does not allow the user of ATELIER_CLICKHOUSE_USERNAME what is needed; grant it: " + told);
        }
        if (NOT_THERE.contains(code)) {
            throw new AnalyticsAway("ClickHouse has no tables of ours yet; start processing with the same ATELIER_CLICKHOUSE_URL"
                    + " and _DATABASE: " + told);
        }
        if (PASSING.contains(code)) {
            throw new AnalyticsAway("ClickHouse cannot do it for now: " + told);
        }
        throw new AnalyticsFailure("ClickHouse refused: " + told);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
