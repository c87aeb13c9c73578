package app.atelier.platform.analytics;

import java.util.List;

/** The tables and views of one service in the analytical store, made when it is opened: statements safe to run again. */
public record Definition(List<String> statements) {
}
