package app.atelier.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A product's stock.
 *
 * @param onHand   how many are in the house
 * @param reserved how many of these orders hold
 */
public record StockLevel(int onHand, int reserved) {

    /** How many can still be sold. */
    @JsonProperty
    public int available() {
        return onHand - reserved;
    }
}
