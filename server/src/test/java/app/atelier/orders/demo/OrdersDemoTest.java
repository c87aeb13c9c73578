package app.atelier.orders.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import app.atelier.Await;
import app.atelier.House;
import app.atelier.orders.Order;
import app.atelier.orders.book.OrderStore;
import app.atelier.platform.db.Db;
import app.atelier.platform.demo.DemoHouse;
import app.atelier.platform.demo.DemoSeed;
import app.atelier.platform.journal.Followers;
import org.junit.jupiter.api.Test;

class OrdersDemoTest {

    private List<Order> orders(House house) {
        return PastOrder.ALL.stream().flatMap(p -> house.bean(Db.class).in(DemoHouse.ORGANIZATION,
                tx -> house.bean(OrderStore.class).find(tx, p.id())).stream()).toList();
    }

    @Test
    void theDemonstrationHasAHistoryAndIsFurnishedOnce() {
        var house = House.demo();
        try {
            var seeded = Await.until(() -> orders(house), o -> o.size() == PastOrder.ALL.size());
            assertThat(seeded).extracting(Order::number).containsExactlyElementsOf(PastOrder.ALL.stream().map(p -> Order.number(p.number())).toList());
            // Each paid programme became a project, and the order knows it.
            Await.until(() -> orders(house).stream().filter(o -> o.lines().getFirst().templateId() != null)
                    .flatMap(o -> o.lines().getFirst().units().stream()).toList(),
                    units -> units.size() == 2 && units.stream().allMatch(u -> u.projectId() != null));

            var before = orders(house);
            house.context().getBeanProvider(DemoSeed.class).orderedStream().forEach(s -> s.seed(new DemoHouse(Instant.now())));

            assertThat(orders(house)).isEqualTo(before);
            assertThat(house.bean(Followers.class).parked(DemoHouse.ORGANIZATION)).isEmpty();
        } finally {
            house.close();
        }
    }
}
