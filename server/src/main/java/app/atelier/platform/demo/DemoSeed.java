package app.atelier.platform.demo;

/**
 * Furnishes a service's part of the demonstration house. Runs at every start with {@code --demo}, in the order of
 * the table of services, so it makes only what is not there yet.
 */
@FunctionalInterface
public interface DemoSeed {

    void seed(DemoHouse house);
}
