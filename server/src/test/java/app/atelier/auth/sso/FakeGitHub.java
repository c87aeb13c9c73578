package app.atelier.auth.sso;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import com.sun.net.httpserver.HttpServer;

/** GitHub's two pages and two answers that a sign-in needs, as its documentation describes them. */
final class FakeGitHub {

    volatile long id = 1;
    volatile String email = "";
    volatile boolean verified = true;
    private final HttpServer server;

    FakeGitHub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serve("/login/oauth/access_token", form -> form.contains("code=good") && form.contains("code_verifier=") && form.contains("client_secret=the+github+secret")
                ? "{\"access_token\":\"gho_x\",\"token_type\":\"bearer\",\"scope\":\"read:user,user:email\"}" : "{\"error\":\"bad_verification_code\"}");
        serve("/api/v3/user/emails", _ -> "[{\"email\":\"other@example.org\",\"primary\":false,\"verified\":true},{\"email\":\"" + email
                + "\",\"primary\":true,\"verified\":" + verified + "}]");
        serve("/api/v3/user", _ -> "{\"id\":" + id + ",\"login\":\"octo\",\"name\":\"Octo Cat\"}");
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(String path, Function<String, String> answer) {
        server.createContext(path, exchange -> {
            var body = answer.apply(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
