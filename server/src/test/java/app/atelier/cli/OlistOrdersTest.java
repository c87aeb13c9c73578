package app.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OlistOrdersTest {

    private static final String HEADER = "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,"
            + "order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date\n";

    private final ArrayList<OrderEvent> events = new ArrayList<>();
    private final ArrayList<String> problems = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void tellsTheLifeOfAnOrderInBothFormsOfTime() throws IOException {
        write("a1,c,delivered,2017-10-02 10:56:33,10/2/2017 11:07,10/4/2017 19:55,10/10/2017 21:25,10/18/2017 0:00\n");

        assertThat(OlistOrders.read(folder, events::add, problems::add)).isEqualTo(1);

        assertThat(problems).isEmpty();
        assertThat(events).extracting(OrderEvent::type)
                .containsExactly("order.purchased", "order.approved", "order.handed_over", "order.delivered");
        assertThat(events.getFirst().at()).isEqualTo(Instant.parse("2017-10-02T10:56:33Z"));
        assertThat(events.getFirst().data()).containsEntry("estimatedDeliveryAt", "2017-10-18T00:00:00Z");
        assertThat(events.getLast().at()).isEqualTo(Instant.parse("2017-10-10T21:25:00Z"));
    }

    @Test
    void endsACancelledOrderAtTheLastInstantKnown() throws IOException {
        write("a1,c,canceled,10/2/2017 10:56,10/2/2017 11:07,,,10/18/2017 0:00\n");

        OlistOrders.read(folder, events::add, problems::add);

        assertThat(events).extracting(OrderEvent::type)
                .containsExactly("order.purchased", "order.approved", "order.canceled");
        assertThat(events.getLast().at()).isEqualTo(Instant.parse("2017-10-02T11:07:00Z"));
    }

    @Test
    void givesTheSameEventTheSameIdEveryTime() throws IOException {
        write("a1,c,shipped,10/2/2017 10:56,10/2/2017 11:07,10/3/2017 1:00,,10/18/2017 0:00\n");
        OlistOrders.read(folder, events::add, problems::add);
        var first = events.stream().map(OrderEvent::id).toList();
        events.clear();

        OlistOrders.read(folder, events::add, problems::add);

        assertThat(events).extracting(OrderEvent::id).isEqualTo(first).doesNotHaveDuplicates();
    }

    @Test
    void namesLineAndColumnOfAnUnreadableTimeAndUsesTheRest() throws IOException {
        write("a1,c,delivered,yesterday,10/2/2017 11:07,,,\nshort,row\n");

        OlistOrders.read(folder, events::add, problems::add);

        assertThat(events).extracting(OrderEvent::type).containsExactly("order.approved");
        assertThat(problems).satisfiesExactly(
                problem -> assertThat(problem).startsWith("line 2, column order_purchase_timestamp: 'yesterday'"),
                problem -> assertThat(problem).startsWith("line 3: 2 cells"));
    }

    @Test
    void refusesAFileWithOtherColumnsAndAFolderWithoutTheFile() throws IOException {
        assertThatThrownBy(() -> OlistOrders.read(folder, events::add, problems::add))
                .isInstanceOf(CommandFailure.class).hasMessageContaining("there is no such file");
        Files.writeString(folder.resolve("orders.csv"), "id,name\n1,x\n");
        assertThatThrownBy(() -> OlistOrders.read(folder, events::add, problems::add))
                .isInstanceOf(CommandFailure.class).hasMessageContaining("has no column order_purchase_timestamp");
    }

    private void write(String rows) throws IOException {
        Files.writeString(folder.resolve("orders.csv"), HEADER + rows);
    }
}
