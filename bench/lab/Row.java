package lab;

import java.nio.file.Path;

/** One row of the fault table: a fault done to a release build, and what must hold after it. */
public interface Row {

    /** One word, for {@code --only}. */
    String name();

    /** What is done, with how much of it. */
    String fault();

    /** @param scratch an empty folder of its own */
    Outcome run(Path root, Path scratch) throws Exception;

    /** What is weakened, so that the same test must fail. */
    String control();

    /** The same against the weakened setting: an outcome that holds means that the row proves nothing. */
    Outcome runControl(Path root, Path scratch) throws Exception;

    /**
     * @param holds   whether the property held
     * @param figures what was counted and measured
     * @param whole   false when it broke off, which shows nothing either way
     */
    record Outcome(boolean holds, String figures, boolean whole) {

        public Outcome(boolean holds, String figures) {
            this(holds, figures, true);
        }

        public static Outcome brokeOff(String why) {
            return new Outcome(false, "broke off: " + why, false);
        }
    }
}
