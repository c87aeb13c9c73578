package app.atelier.processing.pipelines;

import java.util.List;

import app.atelier.platform.analytics.Definition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The tables of the analytical store. Facts are only ever added; what is derived from them is a view. So the order in
 * which facts arrive makes no difference, and a report sees a batch wholly or not at all.
 */
@Configuration(proxyBeanMethods = false)
class Warehouse {

    /** Safe to run again. A view is replaced, a table kept. */
    static final Definition DEFINITION = new Definition(List.of(
            "create schema if not exists facts",
            """
            create table if not exists facts.order_event
            (organization uuid not null, source varchar not null, order_id varchar not null, kind varchar not null,
             seq bigint not null, happened_at timestamp not null, estimated_at timestamp, amount bigint, currency varchar)""",
            """
            create table if not exists facts.task_event
            (organization uuid not null, project_id uuid not null, task_id uuid not null, kind varchar not null,
             seq bigint not null, happened_at timestamp not null)""",
            """
            create table if not exists facts.other_event
            (organization uuid not null, source varchar not null, type varchar not null, seq bigint not null,
             happened_at timestamp not null)""",
            """
            create table if not exists facts.rejected
            (organization uuid not null, pipeline varchar not null, seq bigint not null, event_id varchar not null,
             type varchar not null, reason varchar not null, rejected_at timestamp not null)""",
            // Each milestone is the first time it happened; the promise is the last one given.
            """
            create or replace view facts.order_milestone as
            select organization, source, order_id,
                   min(happened_at) filter (where kind = 'purchased') as purchased_at,
                   min(happened_at) filter (where kind = 'approved') as approved_at,
                   min(happened_at) filter (where kind in ('handed_over', 'shipped')) as handed_over_at,
                   min(happened_at) filter (where kind = 'delivered') as delivered_at,
                   arg_max(estimated_at, seq) filter (where estimated_at is not null) as estimated_delivery_at,
                   arg_max(amount, seq) filter (where amount is not null) as amount,
                   arg_max(currency, seq) filter (where amount is not null) as currency,
                   case when bool_or(kind = 'canceled') then 'canceled'
                        when bool_or(kind = 'unavailable') then 'unavailable'
                        when bool_or(kind = 'delivered') then 'delivered'
                        when bool_or(kind in ('handed_over', 'shipped')) then 'shipped'
                        when bool_or(kind = 'approved') then 'approved'
                        else 'purchased' end as status
            from facts.order_event
            group by organization, source, order_id""",
            // A task may be finished, opened and finished again, and leave and come back: the last word counts.
            """
            create or replace view facts.task_fact as
            select organization, task_id,
                   arg_max(project_id, seq) as project_id,
                   min(happened_at) filter (where kind = 'created') as created_at,
                   case when arg_max(kind, seq) filter (where kind in ('completed', 'reopened')) = 'completed'
                        then arg_max(happened_at, seq) filter (where kind = 'completed') end as completed_at,
                   coalesce(arg_max(kind, seq) filter (where kind in ('deleted', 'restored')) = 'deleted', false) as deleted
            from facts.task_event
            group by organization, task_id"""));

    @Bean
    Definition facts() {
        return DEFINITION;
    }
}
