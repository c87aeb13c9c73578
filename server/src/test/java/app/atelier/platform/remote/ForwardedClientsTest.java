package app.atelier.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ForwardedClientsTest {

    private static final ServiceTokens OURS = new ServiceTokens("a secret among services, long enough", "gateway");
    private static final ServiceTokens OTHERS = new ServiceTokens("another secret that is long enough too", "gateway");

    @Test
    void aServiceSeesTheRequestAsTheGatewaySawIt() throws Exception {
        var seen = seen(OURS.issue(ForwardedClients.AUDIENCE), "6.6.6.6, 10.0.0.9");
        assertThat(seen.getRemoteAddr()).isEqualTo("10.0.0.9");
        assertThat(seen.getHeader("X-Forwarded-For")).as("what the client claimed").isEqualTo("6.6.6.6");
        assertThat(seen.getScheme()).isEqualTo("https");
        assertThat(seen.isSecure()).isTrue();
        assertThat(seen.getServerName()).isEqualTo("atelier.example");
        assertThat(seen.getServerPort()).isEqualTo(443);
        assertThat(seen.getHeader("Host")).isEqualTo("atelier.example");
        assertThat(seen.getHeader("Cookie")).isEqualTo("a=b");
        assertThat(Collections.list(seen.getHeaderNames())).doesNotContain(ForwardedClients.PROOF, "X-Forwarded-Host", "X-Forwarded-Proto");
        assertThat(seen(OURS.issue(ForwardedClients.AUDIENCE), "10.0.0.9").getHeader("X-Forwarded-For")).isNull();
    }

    @Test
    void whoProvesNothingIsNotBelieved() throws Exception {
        for (var proof : new String[] {null, "", "not a token", OTHERS.issue(ForwardedClients.AUDIENCE), OURS.issue("projects")}) {
            var seen = seen(proof, "10.0.0.9");
            assertThat(seen.getRemoteAddr()).isEqualTo("127.0.0.1");
            assertThat(seen.getScheme()).isEqualTo("http");
            assertThat(seen.getHeader("X-Forwarded-For")).as("a claim, for those who look").isEqualTo("10.0.0.9");
        }
    }

    private static HttpServletRequest seen(String proof, String chain) throws Exception {
        var request = new MockHttpServletRequest("GET", "/v1/auth/sessions");
        request.addHeader("X-Forwarded-For", chain);
        request.addHeader("X-Forwarded-Proto", "https");
        request.addHeader("X-Forwarded-Host", "atelier.example");
        request.addHeader("Cookie", "a=b");
        if (proof != null) {
            request.addHeader(ForwardedClients.PROOF, proof);
        }
        var chainOfFilters = new MockFilterChain();
        new ForwardedClients(OURS).doFilter(request, new MockHttpServletResponse(), chainOfFilters);
        return (HttpServletRequest) chainOfFilters.getRequest();
    }
}
