package app.atelier.catalog.stock;

import java.util.Locale;

/** The life of a reservation: leased, then kept by its order or lapsed; in the end released. */
enum ReservationState {
    LEASED, KEPT, RELEASED, LAPSED;

    /** Whether it holds stock. */
    boolean holds() {
        return this == LEASED || this == KEPT;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReservationState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
