package org.puli.worker.health;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.CheckResult;
import org.puli.api.sync.MachineHealth;

/** This machine's health from all that looks at it. Safe on every thread. */
public final class LiveVitals implements Vitals, AutoCloseable {
    private final Samples samples;
    private final ClockWatch clock;
    private final Supplier<@Nullable CheckResult> check;
    private final Supplier<Stream<String>> warnings;

    /**
     * The health as others look at it.
     *
     * @param samples closed with this
     * @param check what the check script said last
     * @param warnings what else a person should know
     */
    public LiveVitals(
            Samples samples,
            ClockWatch clock,
            Supplier<@Nullable CheckResult> check,
            Supplier<Stream<String>> warnings) {
        this.samples = samples;
        this.clock = clock;
        this.check = check;
        this.warnings = warnings;
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
