package app.atelier;

import java.net.URI;
import java.util.List;
import java.util.Map;

import app.atelier.Services.Service;
import app.atelier.gateway.RouteTable;
import app.atelier.gateway.RouteTable.Remote;

/** Derives the gateway's route table: what runs here is answered here, what has an address is asked there. */
final class Routes {

    private Routes() {
    }

    /**
     * A service that is neither here nor has an address does not exist for this gateway.
     *
     * @param here      the services of this process
     * @param addresses where services are, by name
     */
    static RouteTable of(List<Service> here, Map<String, List<URI>> addresses) {
        return new RouteTable(Services.ALL.stream()
                .filter(service -> !here.contains(service) && !service.paths().isEmpty())
                .map(service -> new Remote(service.name(), service.paths(), addresses.getOrDefault(service.name(), List.of())))
                .filter(remote -> !remote.instances().isEmpty())
                .toList());
    }
}
