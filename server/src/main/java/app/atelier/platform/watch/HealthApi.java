package app.atelier.platform.watch;

import java.util.List;

import app.atelier.platform.security.Public;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the process lives, whether it has started, and whether it can work. */
@Hidden
@RestController
class HealthApi {

    /** Open to everybody: names and states, no details. */
    record Answer(String status, List<PartAnswer> parts) {
    }

    record PartAnswer(String name, boolean needed, Watched.State state) {
    }

    private final Health health;

    HealthApi(Health health) {
        this.health = health;
    }

    @Public
    @GetMapping("/healthz")
    Answer live() {
        return new Answer("ok", List.of());
    }

    @Public
    @GetMapping("/startupz")
    ResponseEntity<Answer> started() {
        return health.isStarted() ? answer(200, new Answer("ok", List.of())) : answer(503, new Answer("starting", List.of()));
    }

    /** Answers 503 while something needed is down, and while the process starts or stops. */
    @Public
    @GetMapping("/readyz")
    ResponseEntity<Answer> ready() {
        var parts = health.parts().stream().map(p -> new PartAnswer(p.name(), p.needed(), p.state())).toList();
        return answer(health.isReady() ? 200 : 503, new Answer(health.status(), parts));
    }

    private static ResponseEntity<Answer> answer(int status, Answer answer) {
        return ResponseEntity.status(status).body(answer);
    }
}
