package app.atelier.processing.pipelines;

import java.util.List;

import app.atelier.platform.analytics.Definition;
import app.atelier.platform.analytics.Definition.Table;
import app.atelier.platform.analytics.Definition.View;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The tables of the analytical store. Facts are only ever added; what is derived from them is a view. So the order in
 * which facts arrive makes no difference.
 */
@Configuration(proxyBeanMethods = false)
class Warehouse {

    static final Definition DEFINITION = new Definition(
            List.of(
                    Table.of("facts.order_event", List.of("organization", "source", "seq"), "organization id", "source text",
                            "order_id text", "kind text", "seq number", "happened_at instant", "estimated_at instant?",
                            "amount number?", "currency text?"),
                    // A task that comes finished tells two things at once.
                    Table.of("facts.task_event", List.of("organization", "seq", "kind"), "organization id", "project_id id",
                            "task_id id", "kind text", "seq number", "happened_at instant"),
                    Table.of("facts.other_event", List.of("organization", "source", "seq"), "organization id", "source text",
                            "type text", "seq number", "happened_at instant"),
                    Table.of("facts.rejected", List.of("organization", "pipeline", "seq"), "organization id", "pipeline text",
                            "seq number", "event_id text", "type text", "reason text", "rejected_at instant")),
            List.of(
                    // Each milestone is the first time it happened; the promise is the last one given.
                    new View("facts.order_milestone", """
                            select organization, source, order_id,
                                   min(happened_at) filter (where kind = 'purchased') as purchased_at,
                                   min(happened_at) filter (where kind = 'approved') as approved_at,
                                   min(happened_at) filter (where kind in ('handed_over', 'shipped')) as handed_over_at,
                                   min(happened_at) filter (where kind = 'delivered') as delivered_at,
                                   argMax(estimated_at, seq) filter (where estimated_at is not null) as estimated_delivery_at,
                                   argMax(amount, seq) filter (where amount is not null) as amount,
                                   argMax(currency, seq) filter (where amount is not null) as currency,
                                   case when max(kind = 'canceled') then 'canceled'
                                        when max(kind = 'unavailable') then 'unavailable'
                                        when max(kind = 'delivered') then 'delivered'
                                        when max(kind in ('handed_over', 'shipped')) then 'shipped'
                                        when max(kind = 'approved') then 'approved'
                                        else 'purchased' end as status
                            from facts.order_event
                            group by organization, source, order_id"""),
                    // A task may be finished, opened and finished again, and leave and come back: the last word counts.
                    new View("facts.task_fact", """
                            select organization, task_id,
                                   argMax(project_id, seq) as project_id,
                                   min(happened_at) filter (where kind = 'created') as created_at,
                                   case when argMax(kind, seq) filter (where kind in ('completed', 'reopened')) = 'completed'
                                        then argMax(happened_at, seq) filter (where kind = 'completed') end as completed_at,
                                   coalesce(argMax(kind, seq) filter (where kind in ('deleted', 'restored')) = 'deleted', false) as deleted
                            from facts.task_event
                            group by organization, task_id""")));

    @Bean
    Definition facts() {
        return DEFINITION;
    }
}
