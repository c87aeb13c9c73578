package app.atelier.catalog.stock;

import java.time.Instant;
import java.util.UUID;

import app.atelier.catalog.StockChanged;
import app.atelier.catalog.StockLevel;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The seller's side of the stock: what came, what was lost, and the ledger. */
@Component
public class StockRoom {

    private final Db db;
    private final StockStore store;
    private final Journal journal;

    StockRoom(Db db, StockStore store, Journal journal) {
        this.db = db;
        this.store = store;
        this.journal = journal;
    }

    /** Gives new goods their stock, within the caller's transaction. */
    public void open(Tx tx, UUID actor, UUID product, int onHand, Instant at) {
        store.insert(tx, product, onHand);
        if (onHand > 0) {
            store.insert(tx, product, new Movement(Ids.next(), onHand, onHand, "First stock", null, actor, at));
        }
    }

    /**
     * More or fewer of a product.
     *
     * @param delta pieces that came (positive) or went, not 0
     * @throws Problem.Conflict when fewer would be left than orders hold
     */
    public void adjust(Caller caller, UUID product, int delta, String reason) {
        caller.require(Permission.CATALOG_MANAGE);
        db.in(caller.organization(), tx -> {
            requireStock(tx, product);
            var after = store.adjust(tx, product, delta).orElseThrow(() -> refusal(tx, product, delta));
            store.insert(tx, product, new Movement(Ids.next(), delta, after.onHand(), reason.strip(), null,
                    caller.person(), Instant.now()));
            journal.record(tx, caller.person(), new StockChanged(product,
                    new StockLevel(after.onHand() - delta, after.reserved()), after, reason.strip(), null));
            return null;
        });
    }

    public Page<Movement> movements(Caller caller, UUID product, @Nullable Integer limit, @Nullable String cursor) {
        caller.require(Permission.CATALOG_READ);
        var size = Page.limit(limit);
        var before = cursor == null ? null : Page.id(cursor);
        var rows = db.in(caller.organization(), tx -> {
            requireStock(tx, product);
            return store.movements(tx, product, before, size + 1);
        });
        return Page.of(rows, size, m -> Page.cursor(m.id()));
    }

    private void requireStock(Tx tx, UUID product) {
        if (store.nameOf(tx, product).isEmpty()) {
            throw new Problem.NotFound("product", product);
        }
        if (store.level(tx, product).isEmpty()) {
            throw new Problem.Conflict("A service has no stock.");
        }
    }

    private Problem refusal(Tx tx, UUID product, int delta) {
        var level = store.level(tx, product).orElseThrow();
        return delta > 0
                ? new Problem.Invalid("delta", "would make the stock larger than 10000000")
                : new Problem.Conflict("There are " + level.onHand() + ", and orders hold " + level.reserved()
                        + " of them; at most " + level.available() + " can be taken away.");
    }
}
