package app.atelier.collaboration.realtime;

import app.atelier.platform.web.Origins;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/**
 * Where the live connection is. Browsers may open it only from pages of Atelier itself: the same origin, the
 * configured public address where a proxy stands in front, or an origin that is allowed to use the API.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class Realtime implements WebSocketConfigurer {

    private final RealtimeHandler handler;
    private final Origins origins;

    Realtime(RealtimeHandler handler, Origins origins) {
        this.handler = handler;
        this.origins = origins;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(handler, "/v1/realtime").setAllowedOrigins(origins.forSockets().toArray(String[]::new));
    }
}
