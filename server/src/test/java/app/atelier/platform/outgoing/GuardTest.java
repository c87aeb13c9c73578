package app.atelier.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** security.md 23: no address of others' choice leads inside. */
class GuardTest {

    private static final Map<String, String> NAMES = Map.of("public.example", "93.184.216.34", "inside.example", "10.1.2.3",
            "here.example", "127.0.0.1");

    /** Numbers are read as generously as resolvers do. */
    private static InetAddress[] resolve(String name) throws UnknownHostException {
        if (name.endsWith(".example") && !NAMES.containsKey(name)) {
            throw new UnknownHostException(name);
        }
        if (name.equals("both.example.net")) {
            return new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("127.0.0.1")};
        }
        return new InetAddress[] {InetAddress.getByName(NAMES.getOrDefault(name, name))};
    }

    private final Guard internet = new Guard(Destinations.internet(), GuardTest::resolve);
    private final Guard ownToo = new Guard(Destinations.alsoOwnNetwork(), GuardTest::resolve);

    private void refused(String url) {
        assertThatThrownBy(() -> internet.check(url)).as(url).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://public.example", "https://public.example/hooks?a=b", "https://public.example:443/", "https://public.example:8443/x",
            "HTTPS://PUBLIC.example/", "https://93.184.216.34/", "https://[2606:2800:220:1:248:1893:25c8:1946]/", "https://not-yet.example/hooks"})
    void publicAddressesAreAllowed(String url) {
        assertThatCode(() -> internet.check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "localhost", "here.example", "[::1]", "0.0.0.0", "0.1.2.3", "[::]"})
    void loopbackIsRefused(String host) {
        refused("https://" + host + "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.127.255.255",
            "inside.example", "[fc00::1]", "[fd12:3456::1]", "both.example.net"})
    void privateNetworksAreRefused(String host) {
        refused("https://" + host + "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "[fe80::1]", "[fe80::1%251]", "224.0.0.1", "239.255.255.255", "255.255.255.255", "[ff02::1]",
            "192.0.2.1", "198.18.0.1", "240.0.0.1"})
    void linkLocalAndMulticastAreRefusedEverywhere(String host) {
        refused("https://" + host + "/");
        assertThatThrownBy(() -> ownToo.check("https://" + host + "/")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]", "[0:0:0:0:0:ffff:169.254.169.254]", "[::127.0.0.1]"})
    void mappedAddressesAreRefused(String host) {
        refused("https://" + host + "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[64:ff9b::7f00:1]", "[64:ff9b:1::a00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[2001:db8::1]"})
    void translatedAddressesAreRefused(String host) {
        refused("https://" + host + "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "127.1", "127.0.1", "017700000001", "127.0.0.1.", "0127.0.0.1", "1.2.3.256"})
    void decimalOctalAndHexAddressesAreRefused(String host) {
        refused("https://" + host + "/");
    }

    @ParameterizedTest
    @CsvSource({"http://public.example/, https", "ftp://public.example/, https", "file:///etc/passwd, https", "gopher://public.example/, https",
            "public.example/hooks, https", "https://user@public.example/, password", "https://user:word@public.example/, password",
            "https://public.example@127.0.0.1/, password", "https://public.example/#part, #", "https:///hooks, address", "https://public.example:22/, port",
            "https://public.example:25/, port", "https://public.example:0/, port", "https://pub lic.example/, address",
            "https://public.example\\@127.0.0.1/, address", "https://127。0。0。1/, ''", "https://①②⑦.0.0.1/, ''"})
    void oddUrlsAreRefused(String url, String word) {
        assertThatThrownBy(() -> internet.check(url)).isInstanceOf(Refused.class).hasMessageContaining(word);
    }

    @Test
    void withoutTlsOnlyThisMachineIsSpokenTo() {
        assertThat(ownToo.check("http://here.example:8080/hooks")).hasToString("http://here.example:8080/hooks");
        assertThat(ownToo.check("https://inside.example/hooks")).hasHost("inside.example");
        for (var url : new String[] {"http://inside.example/", "http://public.example/", "http://not-yet.example/"}) {
            assertThatThrownBy(() -> ownToo.check(url)).isInstanceOf(Refused.class).hasMessageContaining("https");
        }
        refused("http://here.example:8080/hooks");
    }
}
