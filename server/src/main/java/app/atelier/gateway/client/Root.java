package app.atelier.gateway.client;

import app.atelier.platform.security.Public;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The bare address opens the client. */
@Hidden
@Controller
class Root {

    @Public
    @GetMapping("/")
    String home() {
        return "forward:/index.html";
    }
}
