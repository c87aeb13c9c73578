package app.atelier.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expand, migrate, contract: only a migration named {@code V<n>__contract_…} may take something away. */
class AdditiveMigrationsTest {

    static Stream<Path> migrations() throws IOException {
        return Files.walk(Path.of("../schema/db")).filter(f -> f.toString().endsWith(".sql"));
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void anInstanceOfTheReleaseBeforeGoesOnServing(Path file) throws IOException {
        if (!file.getFileName().toString().contains("__contract_")) {
            assertThat(AdditiveMigrations.broken(Files.readString(file))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "drop table orders.payment;",
            "alter table orders.payment drop column amount;",
            "alter table orders.payment rename column amount to total;",
            "alter table orders.payment rename to payments;",
            "alter table orders.payment alter column amount type numeric;",
            "alter table orders.payment alter column amount set not null;",
            "alter table orders.payment\n    add column currency text not null;",
            "alter table orders.payment add constraint positive check (amount > 0);",
            "create index payment_amount on orders.payment (amount);",
            "truncate orders.payment;"})
    void whatItWouldNotSurviveIsFound(String sql) {
        assertThat(AdditiveMigrations.broken(sql)).hasSize(1);
    }

    @Test
    void whatOnlyAddsPasses() {
        assertThat(AdditiveMigrations.broken("""
                -- drop table orders.payment;
                create table orders.refund (organization_id uuid not null, id uuid not null);
                create index refund_id on orders.refund (id);
                alter table orders.refund add constraint refund_key primary key (organization_id, id);
                alter table orders.payment add column note text, add column tries int not null default 0;
                alter table orders.payment add constraint positive check (amount > 0) not valid;
                create index concurrently payment_amount on orders.payment (amount);
                create function orders.f() returns void language plpgsql as $$ begin drop table x; end $$;
                comment on table orders.payment is 'drop column; rename';
                """)).isEmpty();
    }
}
