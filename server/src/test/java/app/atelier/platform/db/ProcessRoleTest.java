package app.atelier.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.House;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** A process with a role of its own sees its services' schemas and no others. */
class ProcessRoleTest {

    private static List<String> ask(Db db, String question) {
        return db.shared(tx -> tx.sql().resultQuery(question).fetch(0, String.class));
    }

    private static List<String> inSchemas(Server server) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url(), server.role(), server.appPassword());
                var rows = connection.createStatement().executeQuery("""
                        select string_agg(distinct table_schema, ',' order by table_schema) from information_schema.role_table_grants
                        where grantee = current_user""")) {
            rows.next();
            return List.of(rows.getString(1).split(","));
        }
    }

    @Test
    void aProcessOfUsersSeesNoProjects() {
        var all = House.all();
        var owner = all.register();
        var house = House.beside(all, "users", Map.of("atelier.db.role", "atelier_users", "atelier.db.password", "only users",
                "atelier.service.auth.url", all.url(), "atelier.service.secret", "s".repeat(32)));
        try {
            var db = house.bean(Db.class);
            assertThat(ask(db, "select current_user::text")).containsExactly("atelier_users");
            assertThatThrownBy(() -> ask(db, "select count(*)::text from projects.task")).hasMessageContaining("permission denied for schema projects");
            assertThatThrownBy(() -> ask(db, "select platform.admit('atelier_users', array['projects'])::text")).hasMessageContaining("permission denied");
            assertThat(ask(db, """
                    select rolname from pg_roles where rolname = current_user and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
                    union all select oid::regclass::text from pg_class where relowner = (select oid from pg_roles where rolname = current_user)
                    union all select rolname from pg_roles where pg_has_role(current_user, oid, 'member') and rolname <> current_user
                    """)).isEmpty();

            // The tenants are as far apart as for everybody else.
            var tables = ask(db, """
                    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname in ('users', 'journal') and c.relkind = 'r' and c.relrowsecurity""");
            assertThat(tables).isNotEmpty();
            for (var table : tables) {
                assertThat(ask(db, "select count(*)::text from " + table)).as(table).containsExactly("0");
            }
            int entries = db.in(owner.organization(), tx -> tx.sql().fetchCount(DSL.table("journal.entry")));
            assertThat(entries).isPositive();
            int others = db.in(UUID.randomUUID(), tx -> tx.sql().fetchCount(DSL.table("journal.entry")));
            assertThat(others).isZero();

            // It does its work, and knows the tokens that auth makes elsewhere.
            house.stranger().get("/v1/users/me", "Authorization", "Bearer " + owner.token()).is(200);
        } finally {
            house.close();
        }
    }

    @Test
    void whatAProcessNoLongerRunsIsTakenFromItsRole() throws SQLException {
        var role = House.all().bean(Server.class).as("atelier_some");
        Migrations.run(role, List.of("catalog", "orders"));
        assertThat(inSchemas(role)).containsExactly("catalog", "journal", "orders", "platform");
        Migrations.run(role, List.of("orders"));
        assertThat(inSchemas(role)).containsExactly("journal", "orders", "platform");
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        for (var wrong : List.of("postgres", "pg_monitor", "Robert'); drop", "")) {
            assertThatThrownBy(() -> new DbProperties("jdbc:postgresql://x/y", null, null, "postgres", "", wrong, "pw", true, 4, true))
                    .as(wrong).hasMessageContaining("ATELIER_DB_ROLE");
        }
    }
}
