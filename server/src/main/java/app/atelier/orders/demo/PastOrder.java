package app.atelier.orders.demo;

import java.util.List;
import java.util.UUID;

import app.atelier.orders.Customer;
import app.atelier.platform.demo.DemoHouse;

/**
 * An order of the demonstration.
 *
 * @param number   from 1, in the order of their days
 * @param product  its word in the demonstration
 * @param daysAgo  when it was placed
 */
record PastOrder(int number, int daysAgo, String product, int quantity, String provider, Life life, Customer customer) {

    /** How far it came. */
    enum Life {
        OPEN, PAID, HALF_SHIPPED, DONE, CANCELLED, EXPIRED, REFUNDED
    }

    static final String ARCHITECTURE = "architecture";

    static final List<PastOrder> ALL = List.of(
            new PastOrder(1, 47, "board", 2, "invoice", Life.DONE, new Customer("Ingrid Sand", "ingrid@sandbuild.example", "Sandbuild")),
            new PastOrder(2, 41, "cards", 10, "test", Life.DONE, new Customer("Paulo Neves", "paulo@neves.example", null)),
            new PastOrder(3, 38, ARCHITECTURE, 1, "invoice", Life.PAID, new Customer("Leila Haddad", "leila@fjordbank.example", "Fjordbank")),
            new PastOrder(4, 33, "notebook", 25, "invoice", Life.DONE, new Customer("Marek Novák", "marek@plotna.example", "Plotna s.r.o.")),
            new PastOrder(5, 29, "cards", 4, "test", Life.EXPIRED, new Customer("Ruth Abel", "ruth.abel@mail.example", null)),
            new PastOrder(6, 26, "review", 1, "invoice", Life.DONE, new Customer("Håkon Berg", "hakon@lysverk.example", "Lysverk AS")),
            new PastOrder(7, 22, "board", 1, "test", Life.CANCELLED, new Customer("Sofia Marin", "sofia@marin.example", null)),
            new PastOrder(8, 17, "board", 6, "invoice", Life.HALF_SHIPPED, new Customer("Ingrid Sand", "ingrid@sandbuild.example", "Sandbuild")),
            new PastOrder(9, 13, "notebook", 3, "test", Life.REFUNDED, new Customer("Theo Wolff", "theo@wolff.example", null)),
            new PastOrder(10, 9, "cards", 12, "test", Life.PAID, new Customer("Yuki Tanabe", "yuki@kawa.example", "Kawa Works")),
            new PastOrder(11, 4, ARCHITECTURE, 1, "test", Life.PAID, new Customer("Omar Farouk", "omar@delta-freight.example", "Delta Freight")),
            new PastOrder(12, 1, "review", 1, "invoice", Life.OPEN, new Customer("Nina Petrova", "nina@orbita.example", "Orbita")));

    UUID id() {
        return DemoHouse.id("order", String.valueOf(number));
    }

    UUID line() {
        return DemoHouse.id("order-line", String.valueOf(number));
    }

    UUID productId() {
        return DemoHouse.id("product", product);
    }

    /** Whether it can only be placed once its product knows the template its projects are made from. */
    boolean needsTemplate() {
        return product.equals(ARCHITECTURE);
    }
}
