package app.atelier.reporting.reports;

import java.util.ArrayList;
import java.util.List;

import app.atelier.platform.analytics.AnalyticalStore;
import app.atelier.platform.security.Caller;
import org.springframework.stereotype.Component;

/**
 * The one way from a report to the store. Every question is asked of tables that hold the caller's organization and
 * nothing else: they stand in front of it as common table expressions under the names {@code order_milestone} and
 * {@code task_fact}, while the real tables have other names, which a question must not use. The organization comes
 * from the caller's token.
 */
@Component
class TenantView {

    private static final String MINE = """
            with order_milestone as (select * from facts.order_milestone where organization = ?),
                 task_fact as (select * from facts.task_fact where organization = ?)
            """;

    private final AnalyticalStore store;

    TenantView(AnalyticalStore store) {
        this.store = store;
    }

    /**
     * @param question a select from {@code order_milestone} or {@code task_fact}, with a {@code ?} for each parameter
     * @throws IllegalArgumentException for a question that looks past these two
     */
    <T> List<T> ask(Caller caller, String question, List<?> parameters, AnalyticalStore.Reader<T> reader) {
        if (question.contains("facts")) {
            throw new IllegalArgumentException("A report asks order_milestone and task_fact, never the tables behind them");
        }
        var all = new ArrayList<Object>(List.of(caller.organization(), caller.organization()));
        all.addAll(parameters);
        return store.query(MINE + question, all, reader);
    }
}
