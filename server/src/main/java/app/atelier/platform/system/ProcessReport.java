package app.atelier.platform.system;

import java.util.List;

import app.atelier.platform.journal.FollowerState;
import app.atelier.platform.journal.ParkedEntry;
import app.atelier.platform.watch.Instance;
import app.atelier.platform.watch.Part;

/**
 * How a process is doing.
 *
 * @param status      {@code ok}, {@code degraded}, {@code down}, {@code starting} or {@code stopping}
 * @param parts       what it works with
 * @param deadLetters the newest entries its followers gave up on
 */
public record ProcessReport(Instance instance, String status, String java, List<Part> parts, List<FollowerState> followers,
        List<ParkedEntry> deadLetters, List<Job> jobs, List<Storage> storage) {
}
