package app.atelier.platform.issuer;

import java.util.Optional;

import app.atelier.platform.security.Caller;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Who somebody whom another issuer knows is here. The service {@code auth} provides it. */
@HttpExchange("/internal/auth")
public interface ExternalPeople {

    /** Empty for who is not linked to anybody here, and is not let in either. */
    @PostExchange("/external-caller")
    Optional<Caller> externalCaller(ExternalPerson person);
}
