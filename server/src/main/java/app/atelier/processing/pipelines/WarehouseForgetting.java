package app.atelier.processing.pipelines;

import java.util.UUID;

import app.atelier.platform.analytics.AnalyticalStore;
import app.atelier.platform.system.Forgetting;
import org.springframework.stereotype.Component;

/** The one way in which facts go: with the organization whose they are. */
@Component
class WarehouseForgetting implements Forgetting {

    private final AnalyticalStore store;

    WarehouseForgetting(AnalyticalStore store) {
        this.store = store;
    }

    @Override
    public void forget(UUID organization) {
        store.forget(Warehouse.DEFINITION, organization);
    }
}
