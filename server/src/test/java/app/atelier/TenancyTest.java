package app.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import org.junit.jupiter.api.Test;

/** The database keeps tenants apart: read from its catalog, so that a new table cannot be forgotten. */
class TenancyTest {

    private final Db db = House.all().bean(Db.class);

    private List<String> ask(String question) {
        return db.shared(tx -> tx.sql().resultQuery(question).fetch(0, String.class));
    }

    private static final String TABLES = """
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
              and c.relname <> 'schema_history'
            """;

    @Test
    void everyTableIsATenantTableUnderForcedRowSecurityOrSaysWhyNot() {
        assertThat(ask(TABLES)).hasSizeGreaterThan(10);
        assertThat(ask(TABLES + """
                and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'shared: %'
                and not (c.relrowsecurity and c.relforcerowsecurity
                         and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant'
                                     and pg_get_expr(p.polqual, p.polrelid) like '%organization_id%platform.organization()%'))
                """)).isEmpty();
    }

    @Test
    void tenantTablesHaveTheOrganizationFirstInTheirKey() {
        assertThat(ask(TABLES + """
                and c.relrowsecurity and not exists (
                    select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                    where i.indrelid = c.oid and i.indisprimary and a.attname = 'organization_id')
                """)).isEmpty();
    }

    @Test
    void everyPolicyNamesItsTenantOrItsPerson() {
        assertThat(ask("""
                select polrelid::regclass || '.' || polname from pg_policy
                where pg_get_expr(polqual, polrelid) !~ 'platform\\.(organization|person)\\(\\)'
                """)).isEmpty();
    }

    @Test
    void theLoginRoleOwnsNothingAndBypassesNothing() {
        assertThat(ask("select current_user::text")).containsExactly("atelier_app");
        assertThat(ask("select rolname from pg_roles where rolname = current_user and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)")).isEmpty();
        assertThat(ask("select oid::regclass::text from pg_class where relowner = (select oid from pg_roles where rolname = current_user)")).isEmpty();
        assertThat(ask("select rolname from pg_roles where pg_has_role(current_user, oid, 'member') and rolname <> current_user")).isEmpty();
    }

    @Test
    void withoutATenantThereIsNothingToSee() {
        House.all().register();
        var tenantTables = ask(TABLES + " and c.relrowsecurity");
        for (var table : tenantTables) {
            assertThat(ask("select count(*)::text from " + table)).as(table).containsExactly("0");
            int others = db.in(Ids.next(), tx -> tx.sql().fetchCount(org.jooq.impl.DSL.table(table)));
            assertThat(others).as(table).isZero();
        }
    }

    @Test
    void viewsRunWithTheRightsOfWhoAsks() {
        assertThat(ask("""
                select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema')
                  and not coalesce('security_invoker=true' = any (c.reloptions), false)
                """)).isEmpty();
    }
}
