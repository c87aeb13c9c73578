package app.atelier.platform.db;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** One running transaction: its SQL, the organization it works for, and what is to be done at its end. */
public final class Tx {

    private final DSLContext sql;
    private final @Nullable UUID organization;
    private final List<Runnable> beforeCommit = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Map<Class<?>, Object> attachments = new HashMap<>();

    Tx(DSLContext sql, @Nullable UUID organization) {
        this.sql = sql;
        this.organization = organization;
    }

    public DSLContext sql() {
        return sql;
    }

    /** @throws IllegalStateException in a transaction that works for no organization */
    public UUID organization() {
        if (organization == null) {
            throw new IllegalStateException("This transaction works for no organization");
        }
        return organization;
    }

    /** Runs as the last statements of the transaction, in the order given. */
    public void beforeCommit(Runnable work) {
        beforeCommit.add(work);
    }

    /** Runs once the transaction is durable; never after a rollback. */
    public void afterCommit(Runnable work) {
        afterCommit.add(work);
    }

    /** The transaction's one object of this type, made at first use. */
    public <T> T attachment(Class<T> type, Supplier<T> first) {
        return type.cast(attachments.computeIfAbsent(type, _ -> first.get()));
    }

    void finish() {
        beforeCommit.forEach(Runnable::run);
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }
}
