package app.atelier.platform.web;

import org.apache.coyote.http11.Http11NioProtocol;

/** Tomcat's HTTP/1.1, over an endpoint that lets nobody take all of it. Tomcat makes it by its name. */
public final class GuardedProtocol extends Http11NioProtocol {

    private final GuardedEndpoint endpoint;

    public GuardedProtocol() {
        this(new GuardedEndpoint());
    }

    private GuardedProtocol(GuardedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    void guard(WebProperties properties) {
        setMaxConnections(properties.connections());
        setConnectionTimeout((int) properties.timeout().toMillis());
        endpoint.guard(properties);
    }
}
