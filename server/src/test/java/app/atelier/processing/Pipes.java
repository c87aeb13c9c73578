package app.atelier.processing;

import app.atelier.Await;
import app.atelier.Client;

/** Waits until what was sent is in the analytical store. */
public final class Pipes {

    private Pipes() {
    }

    public static void settled(Client client) {
        Await.until("all pipelines have caught up", () -> client.get("/v1/processing/pipelines").is(200).json().get("items")
                .valueStream().allMatch(p -> p.get("behind").asLong() == 0));
    }
}
