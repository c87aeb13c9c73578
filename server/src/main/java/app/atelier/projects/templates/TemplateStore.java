package app.atelier.projects.templates;

import static app.schema.projects.Tables.ORDER_PROJECT;
import static app.schema.projects.Tables.TEMPLATE;
import static app.schema.projects.Tables.TEMPLATE_VERSION;
import static org.jooq.impl.DSL.lower;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.projects.project.Origin;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectSeekStepN;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Templates and their versions in the database. */
@Component
class TemplateStore {

    private final JsonMapper json;

    TemplateStore(JsonMapper json) {
        this.json = json;
    }

    /** The newest version of each, by name. */
    List<Template> list(Tx tx) {
        return newest(tx, DSL.noCondition()).fetch(row -> template(row, false));
    }

    /** The newest version, with its body. */
    Optional<Template> find(Tx tx, UUID id) {
        return newest(tx, TEMPLATE.ID.eq(id)).fetchOptional(row -> template(row, true));
    }

    Optional<Template> byName(Tx tx, String name) {
        return newest(tx, lower(TEMPLATE.NAME).eq(name.toLowerCase(Locale.ROOT))).fetchOptional(row -> template(row, false));
    }

    /** The body of a version that was sold, however old. */
    Optional<TemplateBody> body(Tx tx, UUID id, int version) {
        return tx.sql().select(TEMPLATE_VERSION.BODY).from(TEMPLATE_VERSION)
                .where(TEMPLATE_VERSION.ORGANIZATION_ID.eq(tx.organization()), TEMPLATE_VERSION.TEMPLATE_ID.eq(id),
                        TEMPLATE_VERSION.VERSION.eq(version))
                .fetchOptional(row -> json.readValue(row.value1().data(), TemplateBody.class));
    }

    private SelectSeekStepN<Record> newest(Tx tx, Condition which) {
        return tx.sql().select(TEMPLATE.fields()).select(TEMPLATE_VERSION.MILESTONES, TEMPLATE_VERSION.TASKS,
                        TEMPLATE_VERSION.DURATION_DAYS, TEMPLATE_VERSION.BODY)
                .from(TEMPLATE)
                .join(TEMPLATE_VERSION).on(TEMPLATE_VERSION.ORGANIZATION_ID.eq(TEMPLATE.ORGANIZATION_ID),
                        TEMPLATE_VERSION.TEMPLATE_ID.eq(TEMPLATE.ID), TEMPLATE_VERSION.VERSION.eq(TEMPLATE.VERSION))
                .where(TEMPLATE.ORGANIZATION_ID.eq(tx.organization()), which)
                .orderBy(List.of(TEMPLATE.ORIGIN.desc(), lower(TEMPLATE.NAME)));
    }

    /** Writes a version and makes it the newest; writing it again changes nothing. */
    TemplatePublished publish(Tx tx, UUID id, String origin, int version, TemplateBody body, @Nullable UUID by) {
        tx.sql().insertInto(TEMPLATE)
                .set(TEMPLATE.ORGANIZATION_ID, tx.organization())
                .set(TEMPLATE.ID, id)
                .set(TEMPLATE.NAME, body.name())
                .set(TEMPLATE.DESCRIPTION, body.description())
                .set(TEMPLATE.ORIGIN, origin)
                .set(TEMPLATE.VERSION, version)
                .set(TEMPLATE.CREATED_BY, by)
                .onConflict(TEMPLATE.ORGANIZATION_ID, TEMPLATE.ID).doUpdate()
                .set(TEMPLATE.DESCRIPTION, body.description())
                .set(TEMPLATE.VERSION, DSL.greatest(TEMPLATE.VERSION, DSL.val(version)))
                .execute();
        var tasks = body.taskCount();
        tx.sql().insertInto(TEMPLATE_VERSION)
                .set(TEMPLATE_VERSION.ORGANIZATION_ID, tx.organization())
                .set(TEMPLATE_VERSION.TEMPLATE_ID, id)
                .set(TEMPLATE_VERSION.VERSION, version)
                .set(TEMPLATE_VERSION.MILESTONES, body.milestones().size())
                .set(TEMPLATE_VERSION.TASKS, tasks)
                .set(TEMPLATE_VERSION.DURATION_DAYS, body.durationDays())
                .set(TEMPLATE_VERSION.BODY, JSONB.valueOf(json.writeValueAsString(body)))
                .onConflictDoNothing()
                .execute();
        return new TemplatePublished(id, version, body.name(), body.description(), origin, body.milestones().size(), tasks,
                body.durationDays(),
                body.milestones().stream().map(m -> new TemplatePublished.Part(m.name(), m.description())).toList());
    }

    /** Takes the place of one unit of one order line; false when it was taken before. */
    boolean claim(Tx tx, Origin origin, UUID project) {
        return tx.sql().insertInto(ORDER_PROJECT)
                .set(ORDER_PROJECT.ORGANIZATION_ID, tx.organization())
                .set(ORDER_PROJECT.ORDER_LINE_ID, origin.orderLineId())
                .set(ORDER_PROJECT.UNIT, origin.unit())
                .set(ORDER_PROJECT.TEMPLATE_ID, origin.templateId())
                .set(ORDER_PROJECT.TEMPLATE_VERSION, origin.templateVersion())
                .set(ORDER_PROJECT.PROJECT_ID, project)
                .set(ORDER_PROJECT.ORDER_ID, origin.orderId())
                .onConflictDoNothing()
                .execute() == 1;
    }

    private Template template(Record row, boolean withBody) {
        return new Template(row.get(TEMPLATE.ID), row.get(TEMPLATE.NAME), row.get(TEMPLATE.DESCRIPTION),
                row.get(TEMPLATE.VERSION), row.get(TEMPLATE_VERSION.MILESTONES), row.get(TEMPLATE_VERSION.TASKS),
                row.get(TEMPLATE_VERSION.DURATION_DAYS), row.get(TEMPLATE.ORIGIN),
                withBody ? json.readValue(row.get(TEMPLATE_VERSION.BODY).data(), TemplateBody.class) : null);
    }
}
