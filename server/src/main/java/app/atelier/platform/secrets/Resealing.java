package app.atelier.platform.secrets;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.system.Job;
import app.atelier.platform.system.JobSource;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Seals anew what older data keys sealed, while everybody works: place by place, some rows a transaction, each process
 * for the services it runs. Killed, it begins the place again and passes over what is done. When no place is left, the
 * older keys retire.
 */
public final class Resealing implements SmartLifecycle, JobSource {

    private static final Logger log = LoggerFactory.getLogger(Resealing.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    /** By then every process has looked and seals with the newest key, so that nothing comes after we have passed. */
    private static final Duration SETTLED = LOOK_EVERY.multipliedBy(3);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int BATCH = 200;
    private static final Field<UUID> ORGANIZATION = DSL.field(DSL.name("organization_id"), UUID.class);

    private final Db db;
    private final DataKeys keys;
    private final DataKeyStore store;
    private final SecretBox box;
    private final List<Sealed> places;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    Resealing(Db db, DataKeys keys, DataKeyStore store, SecretBox box, List<Sealed> places) {
        this.db = db;
        this.keys = keys;
        this.store = store;
        this.box = box;
        this.places = places;
    }

    /**
     * Learns of new keys and seals anew what there is to do.
     *
     * @param settled how old the newest key must be
     * @return how many values were sealed anew
     */
    int look(Duration settled) {
        keys.refresh();
        var current = keys.currentId();
        if (db.shared(tx -> store.age(tx, current)).compareTo(settled) < 0) {
            return 0;
        }
        var changed = 0;
        for (var place : places) {
            if (db.shared(tx -> store.take(tx, place, current, LEASE))) {
                changed += reseal(place);
                db.shared(tx -> {
                    store.done(tx, place, current);
                    return null;
                });
            }
        }
        int retired = db.shared(tx -> store.retire(tx, current));
        if (changed > 0 || retired > 0) {
            log.info("Sealed {} secrets with the data key {}; {} older keys retired", changed, current, retired);
        }
        return changed;
    }

    private int reseal(Sealed place) {
        if (!place.tenant()) {
            return pass(place, null);
        }
        var changed = 0;
        var head = DSL.table(DSL.name("journal", "head"));
        for (var organization : db.shared(tx -> tx.sql().select(ORGANIZATION).from(head).fetch(ORGANIZATION))) {
            changed += pass(place, organization);
        }
        return changed;
    }

    private int pass(Sealed place, @Nullable UUID organization) {
        var changed = 0;
        Object after = null;
        while (true) {
            var last = after;
            Step step = organization == null ? db.shared(tx -> step(tx, place, last)) : db.in(organization, tx -> step(tx, place, last));
            changed += step.changed();
            if (step.last() == null) {
                return changed;
            }
            after = step.last();
            db.shared(tx -> {
                store.advance(tx, place, step.changed(), LEASE);
                return null;
            });
        }
    }

    /** @param last null when there is nothing more */
    private record Step(int changed, @Nullable Object last) {
    }

    private Step step(Tx tx, Sealed place, @Nullable Object after) {
        var schemaAndTable = place.table().split("\\.", 2);
        Table<?> table = DSL.table(DSL.name(schemaAndTable[0], schemaAndTable[1]));
        var key = DSL.field(DSL.name(place.key()), Object.class);
        var column = DSL.field(DSL.name(place.column()), byte[].class);
        var context = DSL.field("(" + place.context() + ")", String.class);
        var mine = place.tenant() ? ORGANIZATION.eq(tx.organization()) : DSL.noCondition();
        var rows = tx.sql().select(key, column, context).from(table)
                .where(mine, after == null ? DSL.noCondition() : key.gt(after), column.isNotNull()).orderBy(key).limit(BATCH).fetch();
        var changed = 0;
        for (var row : rows) {
            var sealed = row.value2();
            if (box.isCurrent(sealed)) {
                continue;
            }
            try {
                // Only where nobody has changed it meanwhile: what is newer is sealed with the newest key anyway.
                changed += tx.sql().update(table).set(column, box.seal(box.open(sealed, row.value3()), row.value3()))
                        .where(mine, key.eq(row.value1()), column.eq(sealed)).execute();
            } catch (IllegalStateException e) {
                log.error("A secret in {} cannot be sealed anew and stays as it is: {}", place.place(), e.getMessage());
            }
        }
        return new Step(changed, rows.isEmpty() ? null : rows.getLast().value1());
    }

    @Override
    public List<Job> jobs() {
        var current = keys.currentId();
        var all = db.shared(store::places);
        var left = all.stream().filter(p -> !current.equals(p.key())).count();
        if (left == 0) {
            return List.of(new Job("platform", "Secrets", Job.State.IDLE, "All are sealed with the newest data key.", null, null));
        }
        return List.of(new Job("platform", "Secrets", Job.State.RUNNING, left + (left == 1 ? " place" : " places")
                + " with secrets to seal with the newest data key.", (all.size() - left) / (double) all.size(), null));
    }

    @Override
    public void start() {
        db.shared(tx -> {
            places.forEach(place -> store.know(tx, place));
            return null;
        });
        running = true;
        thread = Thread.ofVirtual().name("resealing").start(() -> {
            while (running) {
                try {
                    Thread.sleep(LOOK_EVERY);
                    look(SETTLED);
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    if (running) {
                        log.warn("Secrets cannot be looked after, trying again: {}", String.valueOf(e));
                    }
                }
            }
        });
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
