package app.atelier.platform.system;

import java.util.UUID;

/** What every process can be asked about itself. */
public interface ProcessAsk {

    ProcessReport report();

    /**
     * Has a follower of this process take an entry again that it gave up on.
     *
     * @throws app.atelier.platform.web.Problem.NotFound when the process has no such follower or the entry is not parked
     * @throws app.atelier.platform.web.Problem.Conflict when it fails again, with the reason
     */
    void replay(String service, String follower, UUID organization, long seq);
}
