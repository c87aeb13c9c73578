package lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that create tasks and write down each one the server acknowledged. What was not answered is sent again under
 * the same id until it is, as a good client does: so nothing may be lost, and nothing may be there twice.
 */
public final class Writers implements AutoCloseable {

    private static final long PAUSE_MILLIS = 20;

    private final int port;
    private final List<String> projects;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong lastFailureAt = new AtomicLong();
    private final AtomicLong lastSuccessAt = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final Account account;
    private final boolean careless;
    private volatile boolean running = true;

    /** @param projects one per client */
    public Writers(Account account, List<String> projects) {
        this(account, projects, false);
    }

    private Writers(Account account, List<String> projects, boolean careless) {
        this.account = account;
        this.port = account.port();
        this.projects = projects;
        this.careless = careless;
    }

    /** For controls: what they have sent they take for acknowledged, and never send it again. */
    public static Writers careless(Account account, List<String> projects) {
        return new Writers(account, projects, true);
    }

    public Writers start() {
        for (var project : projects) {
            threads.add(Thread.ofVirtual().start(() -> write(project)));
        }
        return this;
    }

    /** Ids in the order of their acknowledgements. */
    public List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    public long count() {
        return acknowledged.size();
    }

    /** Requests that failed or were refused, however often. */
    public long failures() {
        return failures.get();
    }

    /** Milliseconds since the last failure; large when there was none. */
    public long quietFor() {
        return (System.nanoTime() - lastFailureAt.get()) / 1_000_000;
    }

    /** When the last task was acknowledged, as {@link System#nanoTime}. */
    public long lastSuccessAt() {
        return lastSuccessAt.get();
    }

    /** Waits until so many more tasks were acknowledged. */
    public void awaitMore(long more, long patienceMillis) throws InterruptedException {
        var enough = count() + more;
        var deadline = System.nanoTime() + patienceMillis * 1_000_000;
        while (count() < enough) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + (count() - enough + more) + " of " + more + " writes came through within "
                        + patienceMillis + " ms");
            }
            Thread.sleep(5);
        }
    }

    private void write(String project) {
        Connection connection = null;
        UUID id = null;
        var body = "";
        while (running) {
            try {
                if (connection == null) {
                    connection = new Connection(port);
                }
                if (body.isEmpty() || careless) {
                    id = UUID.randomUUID();
                    body = House.JSON.writeValueAsString(Map.of("id", id, "title", "Written under fire"));
                }
                if (careless) {
                    acknowledged.add(id.toString());
                }
                var answer = connection.send("POST", "/v1/projects/" + project + "/tasks", account.token(), body);
                if (answer.status() == 201 || answer.status() == 200) {
                    if (!careless) {
                        acknowledged.add(id.toString());
                    }
                    lastSuccessAt.set(System.nanoTime());
                    body = "";
                } else {
                    failed();
                    if (answer.status() == 401) {
                        account.signIn();
                    }
                }
            } catch (IOException e) {
                failed();
                connection = null;
            } catch (Exception e) {
                failed();
            }
        }
    }

    private void failed() {
        failures.incrementAndGet();
        lastFailureAt.set(System.nanoTime());
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets each finish what it began. */
    @Override
    public void close() {
        running = false;
        for (var thread : threads) {
            try {
                thread.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
