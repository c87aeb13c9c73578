package app.atelier.catalog;

import java.math.BigDecimal;
import java.util.Currency;

import app.atelier.platform.web.Problem;

/**
 * An amount of money.
 *
 * @param amount   in minor units of the currency, such as cents
 * @param currency ISO 4217, such as {@code EUR}
 */
public record Money(long amount, String currency) {

    /** 100 million in a currency of two decimals: far above any price, far below what sums could overflow. */
    public static final long MOST = 10_000_000_000L;

    /** @throws ArithmeticException when the sum leaves the range of a long */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }

    /** @throws ArithmeticException when the product leaves the range of a long */
    public Money times(int quantity) {
        return new Money(Math.multiplyExact(amount, quantity), currency);
    }

    /** For a sentence: {@code EUR 24.00}. */
    public String text() {
        var digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return currency + " " + BigDecimal.valueOf(amount, digits).toPlainString();
    }

    /**
     * Checks a price somebody typed.
     *
     * @param field its JSON path, for the message
     * @throws Problem.Invalid when it is negative, above {@link #MOST}, or in no known currency
     */
    public Money requirePrice(String field) {
        if (amount < 0 || amount > MOST) {
            throw new Problem.Invalid(field + ".amount", "must lie between 0 and " + MOST + " minor units");
        }
        try {
            Currency.getInstance(currency);
            return this;
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid(field + ".currency", "must be an ISO 4217 currency such as EUR");
        }
    }
}
