package app.atelier.platform.web;

import java.util.Map;

import app.atelier.platform.db.Db;
import app.atelier.platform.security.Public;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the process lives, and whether it can work. */
@Hidden
@RestController
class HealthApi {

    private final Db db;

    HealthApi(Db db) {
        this.db = db;
    }

    @Public
    @GetMapping("/healthz")
    Map<String, String> live() {
        return Map.of("status", "ok");
    }

    /** Fails, and answers 503, while the database does not answer. */
    @Public
    @GetMapping("/readyz")
    Map<String, String> ready() {
        try {
            db.shared(tx -> tx.sql().selectOne().fetch());
        } catch (RuntimeException e) {
            throw new Problem.Unavailable("The database does not answer.");
        }
        return Map.of("status", "ok");
    }
}
