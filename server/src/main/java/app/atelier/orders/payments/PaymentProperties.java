package app.atelier.orders.payments;

import java.util.List;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How customers may pay ({@code ATELIER_PAYMENTS_*}). */
@ConfigurationProperties("atelier.payments")
public final class PaymentProperties {

    private static final Set<String> KNOWN = Set.of("invoice", "test");

    private final List<String> providers;

    /** @param providers any of {@code invoice} and {@code test}, the first offered first; a demonstration has both */
    public PaymentProperties(@DefaultValue("invoice") List<String> providers) {
        for (var provider : providers) {
            if (!KNOWN.contains(provider)) {
                throw new IllegalArgumentException("ATELIER_PAYMENTS_PROVIDERS names '" + provider
                        + "'; it may name invoice and test, separated by commas");
            }
        }
        this.providers = List.copyOf(providers);
    }

    public List<String> providers() {
        return providers;
    }
}
