package app.atelier.platform.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.coyote.AbstractProcessor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's own timeouts run from one byte to the next, so that a client which sends one every few seconds holds its
 * connection for hours ("slow-loris"). Here the whole head of a request, and a TLS handshake, must come within a time;
 * and one address holds only a part of all connections. Trusted proxies, behind which many people are, are not counted.
 */
final class GuardedEndpoint extends NioEndpoint {

    private static final Logger log = LoggerFactory.getLogger(GuardedEndpoint.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private volatile int perAddress = Integer.MAX_VALUE;
    private volatile long withinNanos = Long.MAX_VALUE;
    private volatile List<Network> proxies = List.of();
    /** By share of an address: counted anew at every look, and upwards in between. */
    private volatile Map<String, Integer> open = new ConcurrentHashMap<>();
    private Map<SocketWrapperBase<NioChannel>, Long> handshakes = new IdentityHashMap<>();
    private @Nullable Thread watch;

    void guard(WebProperties properties) {
        perAddress = properties.perAddress();
        withinNanos = properties.timeout().toNanos();
        proxies = properties.proxies();
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        var address = address(socket);
        if (address != null && !isProxy(address) && open.merge(Addresses.share(address), 1, Integer::sum) > perAddress) {
            log.debug("{} holds as many connections as one address may", address);
            destroySocket(socket);
            return false;
        }
        return super.setSocketOptions(socket);
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    private static @Nullable InetAddress address(SocketChannel socket) {
        try {
            return socket.getRemoteAddress() instanceof InetSocketAddress from ? from.getAddress() : null;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        watch = Thread.ofPlatform().daemon().name(getName() + "-guard").start(this::watch);
    }

    @Override
    public void stopInternal() {
        var watching = watch;
        if (watching != null) {
            watching.interrupt();
            watch = null;
        }
        super.stopInternal();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                look();
            }
        } catch (InterruptedException e) {
            log.trace("The endpoint stops", e);
        }
    }

    private void look() {
        var now = System.nanoTime();
        var counted = new HashMap<String, Integer>();
        var shaking = new IdentityHashMap<SocketWrapperBase<NioChannel>, Long>();
        for (var connection : getConnections()) {
            var channel = connection.getSocket();
            if (channel.getIOChannel() instanceof SocketChannel socket && address(socket) instanceof InetAddress address) {
                counted.merge(Addresses.share(address), 1, Integer::sum);
            }
            var since = now;
            if (!channel.isHandshakeComplete()) {
                since = handshakes.getOrDefault(connection, now);
                shaking.put(connection, since);
            } else if (connection.getCurrentProcessor() instanceof AbstractProcessor waiting && !waiting.isAsync()) {
                // A processor that waits with a request begun has not seen the end of its head.
                var began = waiting.getRequest().getStartTimeNanos();
                since = began < 0 ? now : began;
            }
            if (now - since > withinNanos) {
                log.debug("{} takes too long to ask for something", connection.getRemoteAddr());
                connection.close();
            }
        }
        handshakes = shaking;
        open = new ConcurrentHashMap<>(counted);
    }
}
