package org.puli.dispatcher.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.Text;
import org.puli.api.sync.CheckResult;
import org.puli.api.sync.ClockSkew;
import org.puli.api.sync.MachineFacts;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.MachineSample;
import org.puli.api.sync.MachineSample.GpuUse;

/** Brings what a worker says of its health within what can be shown. Stateless. */
final class HealthReader {
    private static final long MOST_BYTES = 1L << 60;
    private static final double MOST_LOAD = 1e6;
    private static final int MOST_CELSIUS = 1_000;

    /** A thousand years, in milliseconds. */
    private static final long MOST_MILLIS = 31_556_952_000_000L;

    private HealthReader() {}

    /**
     * The same, cleaned.
     *
     * @throws IllegalArgumentException when there is more of it than any worker would say
     */
    static @Nullable MachineHealth checked(@Nullable MachineHealth told) {
        if (told == null) {
            return null;
        }
        require(
                told.warnings().size() <= MachineHealth.MOST_WARNINGS,
                "warnings has at most " + MachineHealth.MOST_WARNINGS + " entries");
        List<String> warnings = told.warnings().stream()
                .map(line -> Text.line(line, MachineHealth.LONGEST_WARNING))
                .toList();
        return new MachineHealth(sample(told.sample()), clock(told.clock()), check(told.check()), warnings);
    }

    private static @Nullable CheckResult check(@Nullable CheckResult told) {
        String reason = told == null ? null : told.reason();
        return told == null || reason == null
                ? told
                : new CheckResult(told.passed(), Text.line(reason, CheckResult.LONGEST_REASON));
    }

    private static @Nullable ClockSkew clock(@Nullable ClockSkew told) {
        return told == null
                ? null
                : new ClockSkew(
                        Math.clamp(told.aheadMillis(), -MOST_MILLIS, MOST_MILLIS),
                        Math.clamp(told.roundTripMillis(), 0, MOST_MILLIS),
                        told.isOff());
    }

    private static @Nullable MachineSample sample(@Nullable MachineSample told) {
        if (told == null) {
            return null;
        }
        require(
                told.gpus().size() <= MachineFacts.MOST_GPUS,
                "sample/gpus has at most " + MachineFacts.MOST_GPUS + " entries");
        return new MachineSample(
                within(told.cpu(), 1),
                within(told.load(), MOST_LOAD),
                bytes(told.memoryBytes()),
                bytes(told.swapBytes()),
                bytes(told.diskRead()),
                bytes(told.diskWritten()),
                bytes(told.netReceived()),
                bytes(told.netSent()),
                bytes(told.diskFree()),
                told.gpus().stream().map(HealthReader::gpu).toList());
    }

    private static GpuUse gpu(GpuUse told) {
        return new GpuUse(
                Math.max(0, told.index()),
                within(told.use(), 1),
                bytes(told.memoryBytes()),
                Math.clamp(told.celsius(), 0, MOST_CELSIUS));
    }

    private static double within(double told, double most) {
        return Double.isNaN(told) ? 0 : Math.clamp(told, 0.0, most);
    }

    private static long bytes(long told) {
        return Math.clamp(told, 0, MOST_BYTES);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("/health/" + otherwise);
        }
    }
}
