package app.atelier.platform.system;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.remote.Once;
import org.jspecify.annotations.Nullable;
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

    /** Where the services of this process keep something of an organization, and how much. */
    @PostExchange("/holdings")
    List<Holding> holdings(UUID organization);

    /**
     * Rows of one of those tables as JSON objects, in the order of its key and without secrets.
     *
     * @param after the row before the first, as it was told; null: from the beginning
     * @throws app.atelier.platform.web.Problem.NotFound when this process has no such table
     */
    @PostExchange("/rows")
    List<String> rows(UUID organization, String service, String table, @Nullable String after, int limit);

    /**
     * A part of what a service of this process keeps as bytes, shorter only at its end.
     *
     * @throws app.atelier.platform.web.Problem.NotFound when there is none
     */
    @PostExchange("/bytes")
    byte[] bytes(UUID organization, String service, UUID id, long from, int length);

    /**
     * Forgets what this process keeps of an organization outside its database, if the journal says that the organization
     * is to be erased and its time has come.
     */
    @PostExchange("/forget")
    void forget(UUID organization);

    /** Erases everything of an organization from this process's database, under the same condition. */
    @PostExchange("/erase")
    void erase(UUID organization);
}
