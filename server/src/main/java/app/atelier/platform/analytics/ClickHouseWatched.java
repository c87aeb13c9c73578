package app.atelier.platform.analytics;

import app.atelier.platform.watch.Watched;

/** ClickHouse, without which loads wait and reports are not answered; everything else goes on. */
record ClickHouseWatched(ClickHouseStore store) implements Watched {

    @Override
    public String name() {
        return "clickhouse";
    }

    @Override
    public Reading look() {
        try {
            return Reading.up("ClickHouse " + store.version());
        } catch (AnalyticsAway away) {
            return Reading.down(away.getMessage() + " Until then loads wait, and reports answer 503.");
        }
    }
}
