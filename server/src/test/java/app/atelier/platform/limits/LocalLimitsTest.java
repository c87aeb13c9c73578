package app.atelier.platform.limits;

/** Shares counted by Bucket4j in this process. */
class LocalLimitsTest extends LimitsContract {

    private final Limits limits = new LocalLimits();

    @Override
    protected Limits limits() {
        return limits;
    }
}
