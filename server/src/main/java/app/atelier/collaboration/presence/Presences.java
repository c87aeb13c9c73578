package app.atelier.collaboration.presence;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import app.atelier.collaboration.sight.Sights;
import app.atelier.platform.broadcast.Broadcast;
import app.atelier.platform.security.Caller;
import app.atelier.projects.ProjectAccess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Who is on which board and task now, over all instances that {@link Broadcast} reaches. */
@Component
public class Presences implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Presences.class);
    private static final Duration REFRESH_EVERY = Duration.ofSeconds(5);
    private static final int REFRESHES_MISSED = 3;

    private final ProjectAccess projects;
    private final Sights sights;
    private final Broadcast broadcast;
    private final JsonMapper json;
    private final Duration refreshEvery;
    private final ConcurrentMap<UUID, Lobby> lobbies = new ConcurrentHashMap<>();
    private volatile boolean running;
    private Thread refresher = Thread.currentThread();

    @Autowired
    Presences(ProjectAccess projects, Sights sights, Broadcast broadcast, JsonMapper json) {
        this(projects, sights, broadcast, json, REFRESH_EVERY);
    }

    /** @param refreshEvery how often it tells who is still here; who was not told of three times is forgotten */
    Presences(ProjectAccess projects, Sights sights, Broadcast broadcast, JsonMapper json, Duration refreshEvery) {
        this.projects = projects;
        this.sights = sights;
        this.broadcast = broadcast;
        this.json = json;
        this.refreshEvery = refreshEvery;
    }

    /**
     * Takes a visitor to a place, or nowhere; returns at once. A place it may not see is nowhere. One walks at a time,
     * so a client that sends more than can be looked up only skips steps.
     */
    public void move(Visitor visitor, @Nullable Place place) {
        if (visitor.wishes(place)) {
            Thread.ofVirtual().name("presence").start(() -> walk(visitor));
        }
    }

    /** The connection ended. */
    public void leave(Visitor visitor) {
        visitor.gone();
        var organization = visitor.organization();
        var lobby = organization == null ? null : lobbies.get(organization);
        if (lobby != null) {
            lobby.leave(visitor);
        }
    }

    private void walk(Visitor visitor) {
        for (var step = visitor.next(); step != null; step = visitor.next()) {
            try {
                go(visitor, seen(visitor.caller(), step.place()));
            } catch (RuntimeException e) {
                // The client says again where it is, before long.
                log.debug("It could not be found out whether a place may be seen", e);
                go(visitor, null);
            }
        }
    }

    private void go(Visitor visitor, @Nullable Place place) {
        var organization = visitor.caller().organization();
        visitor.organization(organization);
        lobbies.compute(organization, (_, known) -> {
            if (place != null) {
                var lobby = known == null ? new Lobby(organization, broadcast, json, refreshEvery.multipliedBy(REFRESHES_MISSED)) : known;
                lobby.enter(visitor, place);
                return lobby;
            }
            if (known != null) {
                known.leave(visitor);
            }
            return known;
        });
        if (visitor.isGone()) {
            // It ended while it was taken there.
            leave(visitor);
        }
    }

    /** The place, when it exists for this caller; without the task when that is not of the project. */
    private @Nullable Place seen(Caller caller, @Nullable Place place) {
        if (place == null || projects.project(caller, place.projectId()).isEmpty()) {
            return null;
        }
        var task = place.taskId();
        var known = task != null && projects.task(caller, task).filter(t -> t.projectId().equals(place.projectId())).isPresent();
        return known ? place : new Place(place.projectId(), null, place.editing());
    }

    private void refresh() {
        lobbies.forEach((organization, lobby) -> {
            try {
                var restricted = sights.restricted(organization);
                lobby.visitors(v -> !Sights.areAllFor(v.caller(), restricted)).forEach((visitor, project) -> {
                    if (!sights.of(visitor.caller()).projects().has(project)) {
                        lobby.leave(visitor);
                    }
                });
                lobby.refresh();
            } catch (RuntimeException e) {
                log.warn("Who is here could not be refreshed, trying again soon: {}", String.valueOf(e));
            }
            lobbies.computeIfPresent(organization, (_, known) -> {
                if (known.isEmpty()) {
                    known.close();
                    return null;
                }
                return known;
            });
        });
    }

    @Override
    public void start() {
        running = true;
        refresher = Thread.ofVirtual().name("presence-refresh").start(() -> {
            while (running) {
                try {
                    Thread.sleep(refreshEvery);
                } catch (InterruptedException e) {
                    return;
                }
                refresh();
            }
        });
    }

    @Override
    public void stop() {
        running = false;
        refresher.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
