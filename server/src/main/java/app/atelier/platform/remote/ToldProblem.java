package app.atelier.platform.remote;

import java.io.IOException;
import java.util.ArrayList;

import app.atelier.platform.web.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what went wrong in another process: its own {@link Problem} again, where the service itself told one. */
final class ToldProblem {

    private ToldProblem() {
    }

    static RuntimeException read(String service, ClientHttpResponse response, JsonMapper json) throws IOException {
        var status = response.getStatusCode().value();
        if (!service.equals(response.getHeaders().getFirst(Wire.ANSWERED_BY))) {
            return status == 401
                    ? new Unanswered(Unanswered.Kind.REFUSED, "it does not believe us: ATELIER_SERVICE_SECRET must be the"
                            + " same in both processes, and their clocks must agree within half a minute", null)
                    : new Unanswered(Unanswered.Kind.LOST, "status " + status + " from somebody who is not " + service, null);
        }
        var told = json.readTree(response.getBody().readAllBytes());
        var problem = Problem.told(status, slug(told), told.path("title").asString(""), told.path("detail").asString(""),
                errors(told), seconds(response.getHeaders()));
        return problem != null ? problem : new IllegalStateException(service + " answered " + status
                + "; its log says why, under request " + told.path("requestId").asString("unknown"));
    }

    private static String slug(JsonNode told) {
        var type = told.path("type").asString("");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    private static ArrayList<Problem.FieldError> errors(JsonNode told) {
        var errors = new ArrayList<Problem.FieldError>();
        for (var error : told.path("errors")) {
            errors.add(new Problem.FieldError(error.path("field").asString(""), error.path("message").asString("")));
        }
        return errors;
    }

    private static long seconds(HttpHeaders headers) {
        var after = headers.getFirst(HttpHeaders.RETRY_AFTER);
        return after != null && after.matches("\\d{1,9}") ? Long.parseLong(after) : 1;
    }
}
