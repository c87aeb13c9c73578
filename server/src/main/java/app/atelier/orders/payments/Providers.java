package app.atelier.orders.payments;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The payment providers that are on. */
@Component
public class Providers {

    public static final String TEST = "test";
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(15);

    private final List<String> on;

    Providers(PaymentProperties properties, @Value("${atelier.demo:false}") boolean demo) {
        var all = new ArrayList<>(properties.providers());
        if (demo && !all.contains(TEST)) {
            all.add(TEST);
        }
        this.on = List.copyOf(all);
    }

    public List<String> all() {
        return on;
    }

    /** @throws Problem.Invalid when the provider is not on */
    public void require(String provider) {
        if (!on.contains(provider)) {
            throw new Problem.Invalid("payment", "must be one of " + String.join(", ", on));
        }
    }

    public boolean isOn(String provider) {
        return on.contains(provider);
    }

    /** Until when stock is held for somebody who is paying; null when the order waits for a bank. */
    public @Nullable Instant payBy(String provider, Instant placedAt) {
        return provider.equals(TEST) ? placedAt.plus(TIME_TO_PAY) : null;
    }
}
