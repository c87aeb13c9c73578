package app.atelier.platform.journal;

import java.util.Set;

import app.atelier.platform.db.Tx;

/**
 * Reacts to journal entries, in order, one organization at a time. What {@link #on} does through the transaction it
 * is given happens exactly once, because the follower's position moves in the same transaction; an effect outside
 * the database happens at least once and needs a key of its own.
 */
public interface Follower {

    /** Unique within the service, such as {@code order-to-project}. Renaming it replays the journal. */
    String name();

    /** The service it belongs to, whose schema holds its position. */
    String service();

    /** What {@link #families} holds for who wants all types there are and will be. */
    String EVERYTHING = "*";

    /** The types it wants; empty only where {@link #families} is not. */
    Set<String> types();

    /** Beginnings of more types it wants: {@code member} stands for {@code member.joined} and all its like. */
    default Set<String> families() {
        return Set.of();
    }

    /** Whether the organization's news matters at all right now; if not, it counts as looked at. Costs at most one read. */
    default boolean cares(Tx tx) {
        return true;
    }

    /** Whether it wants entries of this type. */
    default boolean wants(String type) {
        var dot = type.indexOf('.');
        return types().contains(type) || families().contains(EVERYTHING) || dot > 0 && families().contains(type.substring(0, dot));
    }

    /** @throws RuntimeException to be tried again later; after five failures the entry is parked as a dead letter */
    void on(Tx tx, JournalEntry entry);
}
