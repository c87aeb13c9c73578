package app.atelier.platform.system;

import java.util.UUID;

import app.atelier.platform.remote.Once;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What every process can be asked about itself. */
@HttpExchange("/internal/process")
public interface ProcessAsk {

    @PostExchange("/report")
    ProcessReport report();

    /**
     * Has a follower of this process take an entry again that it gave up on.
     *
     * @throws app.atelier.platform.web.Problem.NotFound when the process has no such follower or the entry is not parked
     * @throws app.atelier.platform.web.Problem.Conflict when it fails again, with the reason
     */
    @Once
    @PostExchange("/replay")
    void replay(String service, String follower, UUID organization, long seq);
}
