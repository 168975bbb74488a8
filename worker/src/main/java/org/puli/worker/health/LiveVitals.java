package org.puli.worker.health;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.CheckResult;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.MachineSample.GpuUse;

/** This machine's health from all that looks at it. Safe on every thread. */
public final class LiveVitals implements Vitals, AutoCloseable {
    private final Samples samples;
    private final ClockWatch clock;
    private final Supplier<@Nullable CheckResult> check;
    private final Supplier<Stream<String>> warnings;

    private LiveVitals(
            Samples samples,
            ClockWatch clock,
            Supplier<@Nullable CheckResult> check,
            Supplier<Stream<String>> warnings) {
        this.samples = samples;
        this.clock = clock;
        this.check = check;
        this.warnings = warnings;
    }

    /**
     * Begins to take samples.
     *
     * @param data the worker's data folder
     * @param every the time between two samples
     * @param gpus the newest look at the GPUs
     * @param check what the check script said last
     * @param warnings what else a person should know
     */
    public static LiveVitals start(
            Path data,
            Duration every,
            LongSupplier monoMillis,
            Supplier<List<GpuUse>> gpus,
            ClockWatch clock,
            Supplier<@Nullable CheckResult> check,
            Supplier<Stream<String>> warnings) {
        SampleReader reader = new SampleReader(Path.of("/"), data, gpus, monoMillis);
        return new LiveVitals(Samples.start(reader, every), clock, check, warnings);
    }

    @Override
    public MachineHealth now() {
        List<String> told = Stream.concat(clock.warnings(), warnings.get())
                .limit(MachineHealth.MOST_WARNINGS)
                .toList();
        return new MachineHealth(samples.findNewest(), clock.find(), check.get(), told);
    }

    /** The samples of the last minutes. */
    public Samples samples() {
        return samples;
    }

    @Override
    public void close() {
        samples.close();
    }
}
