package app.atelier.catalog.templates;

import static app.schema.catalog.Tables.TEMPLATE;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.catalog.tables.records.TemplateRecord;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The catalog's copy of the templates. */
@Component
public class TemplateStore {

    private final JsonMapper json;

    TemplateStore(JsonMapper json) {
        this.json = json;
    }

    public Optional<Template> find(Tx tx, UUID id) {
        return tx.sql().selectFrom(TEMPLATE).where(TEMPLATE.ORGANIZATION_ID.eq(tx.organization()), TEMPLATE.ID.eq(id))
                .fetchOptional(this::template);
    }

    public List<Template> all(Tx tx) {
        return tx.sql().selectFrom(TEMPLATE).where(TEMPLATE.ORGANIZATION_ID.eq(tx.organization()))
                .orderBy(TEMPLATE.ID).fetch(this::template);
    }

    /** Keeps the newest version. */
    public void put(Tx tx, Template template) {
        var contents = template.contents() == null ? null : JSONB.valueOf(json.writeValueAsString(template.contents()));
        tx.sql().insertInto(TEMPLATE)
                .set(TEMPLATE.ORGANIZATION_ID, tx.organization())
                .set(TEMPLATE.ID, template.id())
                .set(TEMPLATE.VERSION, template.version())
                .set(TEMPLATE.NAME, template.name())
                .set(TEMPLATE.ORIGIN, template.origin())
                .set(TEMPLATE.CONTENTS, contents)
                .onConflict(TEMPLATE.ORGANIZATION_ID, TEMPLATE.ID).doUpdate()
                .set(TEMPLATE.VERSION, template.version())
                .set(TEMPLATE.NAME, template.name())
                .set(TEMPLATE.ORIGIN, template.origin())
                .set(TEMPLATE.CONTENTS, contents)
                .where(TEMPLATE.VERSION.lt(template.version()))
                .execute();
    }

    private Template template(TemplateRecord row) {
        return new Template(row.getId(), row.getVersion(), row.getName(), row.getOrigin(), contents(row.getContents()));
    }

    private @Nullable Contents contents(@Nullable JSONB stored) {
        return stored == null ? null : json.readValue(stored.data(), Contents.class);
    }
}
