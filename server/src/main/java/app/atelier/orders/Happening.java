package app.atelier.orders;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One line of an order's history.
 *
 * @param what a sentence for a person
 * @param by   who did it; null when the house or a provider did
 */
public record Happening(Instant at, String what, @Nullable String by) {
}
