package app.atelier.platform.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells a problem from a filter, where no handler is there to tell it. */
@Component
public class ProblemWriter {

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public void write(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (problem instanceof Problem.TooMany many) {
            response.setHeader("Retry-After", String.valueOf(many.retryAfterSeconds()));
        }
        json.writeValue(response.getOutputStream(), Problems.body(problem));
    }
}
