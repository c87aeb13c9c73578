package app.atelier.platform.watch;

import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Binds what is measured, once everything is there; where nobody can read it, nothing is. */
final class Meters implements SmartInitializingSingleton, AutoCloseable {

    private final MeterRegistry meters;
    private final ObjectProvider<MeterBinder> binders;
    private final Path data;
    private final JvmGcMetrics gc = new JvmGcMetrics();

    Meters(MeterRegistry meters, ObjectProvider<MeterBinder> binders, Path data) {
        this.meters = meters;
        this.binders = binders;
        this.data = data;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (meters instanceof CompositeMeterRegistry) {
            return;
        }
        gc.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        new DiskSpaceMetrics(data.toFile()).bindTo(meters);
        binders.forEach(binder -> binder.bindTo(meters));
    }

    @Override
    public void close() {
        gc.close();
    }
}
