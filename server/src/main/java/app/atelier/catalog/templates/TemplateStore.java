package app.atelier.catalog.templates;

import static app.schema.catalog.Tables.TEMPLATE;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.catalog.tables.records.TemplateRecord;
import org.springframework.stereotype.Component;

/** The catalog's copy of the templates. */
@Component
public class TemplateStore {

    public Optional<Template> find(Tx tx, UUID id) {
        return tx.sql().selectFrom(TEMPLATE).where(TEMPLATE.ORGANIZATION_ID.eq(tx.organization()), TEMPLATE.ID.eq(id))
                .fetchOptional(TemplateStore::template);
    }

    public List<Template> all(Tx tx) {
        return tx.sql().selectFrom(TEMPLATE).where(TEMPLATE.ORGANIZATION_ID.eq(tx.organization()))
                .orderBy(TEMPLATE.ID).fetch(TemplateStore::template);
    }

    /** Keeps the newest version. */
    public void put(Tx tx, Template template) {
        tx.sql().insertInto(TEMPLATE)
                .set(TEMPLATE.ORGANIZATION_ID, tx.organization())
                .set(TEMPLATE.ID, template.id())
                .set(TEMPLATE.VERSION, template.version())
                .set(TEMPLATE.NAME, template.name())
                .set(TEMPLATE.ORIGIN, template.origin())
                .onConflict(TEMPLATE.ORGANIZATION_ID, TEMPLATE.ID).doUpdate()
                .set(TEMPLATE.VERSION, template.version())
                .set(TEMPLATE.NAME, template.name())
                .set(TEMPLATE.ORIGIN, template.origin())
                .where(TEMPLATE.VERSION.lt(template.version()))
                .execute();
    }

    private static Template template(TemplateRecord row) {
        return new Template(row.getId(), row.getVersion(), row.getName(), row.getOrigin());
    }
}
