package app.atelier.orders;

import org.jspecify.annotations.Nullable;

/** Who ordered. */
public record Customer(String name, String email, @Nullable String company) {
}
