package app.atelier.collaboration.realtime;

import app.atelier.platform.web.WebProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/**
 * Where the live connection is. Browsers may open it only from pages of Atelier itself: the same origin, or the
 * configured public address where a proxy stands in front.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class Realtime implements WebSocketConfigurer {

    private final RealtimeHandler handler;
    private final WebProperties web;

    Realtime(RealtimeHandler handler, WebProperties web) {
        this.handler = handler;
        this.web = web;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        var registration = registry.addHandler(handler, "/v1/realtime");
        var address = web.publicUrl();
        if (address != null) {
            registration.setAllowedOrigins(address.getScheme() + "://" + address.getAuthority());
        }
    }
}
