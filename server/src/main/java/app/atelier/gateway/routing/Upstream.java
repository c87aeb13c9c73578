package app.atelier.gateway.routing;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import app.atelier.gateway.RouteTable.Remote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service's processes, asked in turn. One that refuses connections is passed over for some seconds. */
final class Upstream {

    private static final Logger log = LoggerFactory.getLogger(Upstream.class);
    private static final Duration PASSED_OVER = Duration.ofSeconds(3);

    private final String service;
    private final List<Instance> instances;
    private final AtomicInteger turn = new AtomicInteger();

    Upstream(Remote remote) {
        service = remote.service();
        instances = remote.instances().stream().map(Instance::new).toList();
    }

    String service() {
        return service;
    }

    /** All of them in the order in which to try: in turn, those passed over last, for they may be back. */
    List<Instance> inTurn() {
        var first = Math.floorMod(turn.getAndIncrement(), instances.size());
        var present = new ArrayList<Instance>(instances.size());
        var away = new ArrayList<Instance>();
        for (var i = 0; i < instances.size(); i++) {
            var instance = instances.get((first + i) % instances.size());
            (instance.isAway() ? away : present).add(instance);
        }
        present.addAll(away);
        return present;
    }

    /** One process. */
    final class Instance {

        private final URI base;
        private volatile long awayUntil = System.nanoTime();

        private Instance(URI base) {
            this.base = base;
        }

        URI base() {
            return base;
        }

        boolean isAway() {
            return awayUntil - System.nanoTime() > 0;
        }

        void away(Throwable reason) {
            if (!isAway()) {
                log.warn("{} at {} is passed over for {} s: {}", service, base, PASSED_OVER.toSeconds(), String.valueOf(reason));
            }
            awayUntil = System.nanoTime() + PASSED_OVER.toNanos();
        }
    }
}
