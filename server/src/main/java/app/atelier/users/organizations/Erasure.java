package app.atelier.users.organizations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.system.ProcessAsk;
import app.atelier.platform.system.Processes;
import app.atelier.users.people.PersonStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Erases organizations whose grace is over, from every database and store of the installation. What lies outside the
 * databases goes first, because the journals prove that it may; the organization's own row goes last, so that what
 * could not be reached is tried again. Any number of processes may do this at once.
 */
@Component
class Erasure {

    private static final Logger log = LoggerFactory.getLogger(Erasure.class);

    private final Db db;
    private final PersonStore people;
    private final ProcessAsk here;
    private final ObjectProvider<Processes> elsewhere;

    Erasure(Db db, PersonStore people, ProcessAsk here, ObjectProvider<Processes> elsewhere) {
        this.db = db;
        this.people = people;
        this.here = here;
        this.elsewhere = elsewhere;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void sweep() {
        for (var organization : db.shared(tx -> people.due(tx, Instant.now()))) {
            try {
                erase(organization);
            } catch (RuntimeException e) {
                log.warn("Organization {} cannot be erased now, trying again later", organization, e);
            }
        }
    }

    /** @throws RuntimeException when part of it could not be; what was erased stays so */
    void erase(UUID organization) {
        List<ProcessAsk> processes = new ArrayList<>();
        elsewhere.ifAvailable(known -> known.all().forEach(remote -> processes.add(remote.ask())));
        processes.add(here);
        processes.forEach(process -> process.forget(organization));
        processes.forEach(process -> process.erase(organization));
        db.shared(tx -> {
            people.deleteOrganization(tx, organization, Instant.now());
            return null;
        });
        log.info("Organization {} is erased", organization);
    }
}
