package app.atelier.reporting.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.web.Problem;
import app.atelier.processing.Freshness;
import app.atelier.projects.ProjectAccess;
import org.springframework.stereotype.Component;

/** Reports over one project, for whoever may see it. */
@Component
class ProjectReports {

    /** Imported tasks may be very old; a chart shows the newest ten years. */
    private static final int MOST_WEEKS = 520;

    private final TenantView view;
    private final Freshness freshness;
    private final ProjectAccess projects;

    ProjectReports(TenantView view, Freshness freshness, ProjectAccess projects) {
        this.view = view;
        this.freshness = freshness;
        this.projects = projects;
    }

    /** @param week its Monday, {@code YYYY-MM-DD} in UTC */
    record Throughput(String week, long created, long completed) {
    }

    /** Tasks made and finished in each week; deleted ones are left out, weeks in between without any show zero. */
    Report<Throughput> throughput(Caller caller, UUID projectId) {
        var _ = projects.project(caller, projectId).orElseThrow(() -> new Problem.NotFound("project", projectId));
        var asOf = freshness.asOf(caller.organization());
        var rows = view.ask(caller, """
                select left(cast(date_trunc('week', happened_at) as varchar), 10) as week,
                       count(*) filter (where kind = 'created') as created,
                       count(*) filter (where kind = 'completed') as completed
                from (select created_at as happened_at, 'created' as kind from task_fact
                      where project_id = ? and not deleted and created_at is not null
                      union all
                      select completed_at, 'completed' from task_fact
                      where project_id = ? and not deleted and completed_at is not null)
                group by week
                order by week""", List.of(projectId, projectId),
                row -> new Throughput(row.text("week"), row.number("created"), row.number("completed")));
        return new Report<>(asOf, withoutGaps(rows));
    }

    private static List<Throughput> withoutGaps(List<Throughput> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        var known = new HashMap<String, Throughput>();
        rows.forEach(r -> known.put(r.week(), r));
        var last = LocalDate.parse(rows.getLast().week());
        var first = LocalDate.parse(rows.getFirst().week());
        var earliest = last.minusWeeks(MOST_WEEKS - 1L);
        var all = new ArrayList<Throughput>();
        for (var week = first.isBefore(earliest) ? earliest : first; !week.isAfter(last); week = week.plusWeeks(1)) {
            all.add(known.getOrDefault(week.toString(), new Throughput(week.toString(), 0, 0)));
        }
        return all;
    }
}
