package app.atelier.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

class AddressesTest {

    @Test
    void networksHoldTheirAddresses() {
        assertThat(holds("10.0.0.0/8", "10.255.1.2")).isTrue();
        assertThat(holds("10.0.0.0/8", "11.0.0.0")).isFalse();
        assertThat(holds("192.168.1.128/25", "192.168.1.127")).isFalse();
        assertThat(holds("192.168.1.128/25", "192.168.1.200")).isTrue();
        assertThat(holds("203.0.113.7", "203.0.113.7")).isTrue();
        assertThat(holds("203.0.113.7", "203.0.113.8")).isFalse();
        assertThat(holds("fd00::/8", "fdff::1")).isTrue();
        assertThat(holds("fd00::/8", "10.0.0.1")).isFalse();
        assertThat(holds("0.0.0.0/0", "8.8.8.8")).isTrue();
        assertThat(holds("127.0.0.0/8", "::ffff:127.0.0.1")).isTrue();
    }

    private static boolean holds(String network, String address) {
        return Network.of(network).contains(Objects.requireNonNull(Addresses.parse(address)));
    }

    @Test
    void whatIsNoNetworkIsRefusedByName() {
        for (var wrong : List.of("10.0.0.0/33", "fd00::/129", "10.0.0/8", "proxy.example.org", "10.0.0.0/-1", "10.0.0.0/", "", "2130706433")) {
            assertThatThrownBy(() -> new WebProperties(null, List.of(wrong), List.of(), 1_000, null, java.time.Duration.ofSeconds(20)))
                    .as(wrong).hasMessageContaining("ATELIER_WEB_TRUSTED_PROXIES").hasMessageContaining("'" + wrong + "'");
        }
        for (var wrong : List.of("*", "null", "example.org", "https://example.org/path", "https://*.example.org", "ftp://example.org")) {
            assertThatThrownBy(() -> new WebProperties(null, List.of(), List.of(wrong), 1_000, null, java.time.Duration.ofSeconds(20)))
                    .as(wrong).hasMessageContaining("ATELIER_WEB_ALLOWED_ORIGINS").hasMessageContaining("'" + wrong + "'");
        }
    }

    @Test
    void anAddressCountsAsItselfOrAsItsNetwork() {
        assertThat(Addresses.share("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(Addresses.share("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(Addresses.share("2001:db8:0:1::1")).isEqualTo(Addresses.share("2001:db8:0:1:ffff::9")).isNotEqualTo(Addresses.share("2001:db8:0:2::1"));
    }
}
