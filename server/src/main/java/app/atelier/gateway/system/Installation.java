package app.atelier.gateway.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import app.atelier.gateway.system.Overview.DeadLetter;
import app.atelier.gateway.system.Overview.OneProcess;
import app.atelier.platform.journal.FollowerState;
import app.atelier.platform.journal.ParkedEntry;
import app.atelier.platform.security.Caller;
import app.atelier.platform.system.ProcessAsk;
import app.atelier.platform.system.ProcessReport;
import app.atelier.platform.system.Processes;
import app.atelier.platform.web.Problem;
import app.atelier.users.Organization;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks all processes how they are doing, this one and the others side by side, and puts it together. */
@Component
class Installation {

    private static final Logger log = LoggerFactory.getLogger(Installation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final List<String> WORST_LAST = List.of("ok", "starting", "stopping", "degraded", "down");

    private final ProcessAsk here;
    private final List<Processes.Remote> elsewhere;
    private final ObjectProvider<UserAccess> users;

    Installation(ProcessAsk here, ObjectProvider<Processes> processes, ObjectProvider<UserAccess> users) {
        this.here = here;
        this.elsewhere = processes.getIfAvailable(() -> new Processes(List.of())).all();
        this.users = users;
    }

    /** @param services what it should run */
    private record Looked(@Nullable String address, List<String> services, @Nullable ProcessReport report) {
    }

    Overview look(Caller caller) {
        requireAdministrator(caller);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var own = here.report();
        var looked = new ArrayList<>(List.of(new Looked(null, own.instance().services(), own)));
        var asked = elsewhere.stream().map(remote -> Map.entry(remote, begin(remote.ask()))).toList();
        asked.forEach(look -> looked.add(new Looked(look.getKey().name(), look.getKey().services(),
                result(look.getKey().name(), look.getValue(), deadline))));

        var processes = processes(looked);
        var reports = looked.stream().map(Looked::report).filter(Objects::nonNull).toList();
        return new Overview(status(processes), Instant.now(), own.instance().version(), processes, followers(reports),
                named(once(reports.stream().flatMap(r -> r.deadLetters().stream()), ParkedEntry::parkedAt)),
                reports.stream().flatMap(r -> r.jobs().stream()).distinct().toList(),
                List.copyOf(first(reports.stream().flatMap(r -> r.storage().stream()), s -> s.name() + s.place()).values()));
    }

    /** @throws Problem.NotFound when nobody has such an entry parked */
    void replay(Caller caller, String service, String follower, UUID organization, long seq) {
        requireAdministrator(caller);
        var last = new Problem.NotFound("No process has a follower " + follower + " of " + service + ".");
        for (var process : Stream.concat(Stream.of(here), elsewhere.stream().map(Processes.Remote::ask)).toList()) {
            try {
                process.replay(service, follower, organization, seq);
                log.info("{} had {} take entry {} of {} again", caller.person(), follower, seq, organization);
                return;
            } catch (Problem.NotFound e) {
                last = e;
            } catch (Problem.Unavailable e) {
                log.debug("A process could not be asked to replay", e);
            }
        }
        throw last;
    }

    private void requireAdministrator(Caller caller) {
        if (!users().person(caller.person()).map(Person::administrator).orElse(false)) {
            throw new Problem.Forbidden("Only who looks after this installation may see this.");
        }
    }

    private UserAccess users() {
        var access = users.getIfAvailable();
        if (access == null) {
            throw new Problem.Unavailable("This gateway cannot ask users who looks after the installation;"
                    + " set ATELIER_SERVICE_USERS_URL and ATELIER_SERVICE_SECRET.");
        }
        return access;
    }

    private static FutureTask<ProcessReport> begin(ProcessAsk process) {
        var look = new FutureTask<>(process::report);
        Thread.ofVirtual().name("system-look").start(look);
        return look;
    }

    private static @Nullable ProcessReport result(String address, FutureTask<ProcessReport> look, long deadline) {
        try {
            return look.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.debug("The process at {} does not tell how it is doing", address, e);
            look.cancel(true);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** The worst of all; one that does not answer is no more than a limit while others run what it should. */
    private static String status(List<OneProcess> processes) {
        var running = processes.stream().filter(p -> p.id() != null).flatMap(p -> p.services().stream()).collect(Collectors.toSet());
        return processes.stream()
                .map(p -> p.id() == null && running.containsAll(p.services()) && !p.services().isEmpty() ? "degraded" : p.status())
                .max(Comparator.comparing(WORST_LAST::indexOf)).orElse("ok");
    }

    /** A process that is reached by two addresses is shown once. */
    private static List<OneProcess> processes(List<Looked> looked) {
        return List.copyOf(first(looked.stream().map(Installation::process),
                p -> p.id() == null ? "at " + p.address() : p.id()).values());
    }

    private static OneProcess process(Looked looked) {
        var report = looked.report();
        if (report == null) {
            return new OneProcess(null, looked.services(), looked.address(), "down", null, null, null, List.of());
        }
        var instance = report.instance();
        return new OneProcess(instance.id(), instance.services(), looked.address(), report.status(), instance.version(),
                report.java(), instance.since(), report.parts());
    }

    /** Instances of a service share its positions; the one that has looked furthest is right. */
    private static List<FollowerState> followers(List<ProcessReport> reports) {
        var states = new LinkedHashMap<String, FollowerState>();
        reports.stream().flatMap(r -> r.followers().stream())
                .forEach(s -> states.merge(s.service() + "/" + s.follower(), s, (a, b) -> a.lag() <= b.lag() ? a : b));
        return states.values().stream().sorted(Comparator.comparing(FollowerState::service).thenComparing(FollowerState::follower)).toList();
    }

    private static <T extends Comparable<T>> List<ParkedEntry> once(Stream<ParkedEntry> entries, Function<ParkedEntry, T> newest) {
        return entries.distinct().sorted(Comparator.comparing(newest).reversed()).toList();
    }

    private List<DeadLetter> named(List<ParkedEntry> parked) {
        var names = new LinkedHashMap<UUID, @Nullable String>();
        parked.stream().map(ParkedEntry::organization).distinct().forEach(id -> names.put(id, name(id)));
        return parked.stream().map(p -> new DeadLetter(p.service(), p.follower(), p.organization(), names.get(p.organization()),
                p.seq(), p.type(), p.attempts(), p.error(), p.parkedAt())).toList();
    }

    private @Nullable String name(UUID organization) {
        return users().organization(organization).map(Organization::name).orElse(null);
    }

    private static <T> Map<String, T> first(Stream<T> all, Function<T, String> key) {
        var found = new LinkedHashMap<String, T>();
        all.forEach(one -> found.putIfAbsent(key.apply(one), one));
        return found;
    }
}
