package org.puli.worker.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.MachineSample;
import org.puli.api.sync.MachineSample.GpuUse;

/**
 * Takes samples of this machine. Numbers are rounded to what matters, so that they are short to write. Used by one
 * thread.
 */
final class SampleReader {
    private static final int KIB = 1024;
    private static final long MIB = 1L << 20;
    private static final double HUNDREDTHS = 100;
    /** Less a second is the noise of a machine that does nothing. */
    private static final double QUIET_BYTES = 50_000;

    private static final int DIGITS = 2;

    private final Path root;
    private final Path data;
    private final Supplier<List<GpuUse>> gpus;
    private final LongSupplier monoMillis;
    private @Nullable Counters last;
    private long lastAt;

    /**
     * Reads nothing yet.
     *
     * @param root the folder below which {@code proc} and {@code sys} are
     * @param data the worker's data folder
     * @param gpus the newest look at the GPUs
     */
    SampleReader(Path root, Path data, Supplier<List<GpuUse>> gpus, LongSupplier monoMillis) {
        this.root = root;
        this.data = data;
        this.gpus = gpus;
        this.monoMillis = monoMillis;
    }

    /** How busy the machine was since the call before; the first one tells no rates. */
    MachineSample take() {
        Counters now = Counters.read(root);
        long at = monoMillis.getAsLong();
        Counters before = last == null ? now : last;
        double seconds = Math.max(1, at - lastAt) / 1000.0;
        last = now;
        lastAt = at;
        List<String> memory = Counters.lines(root.resolve("proc/meminfo"));
        return new MachineSample(
                busy(before, now),
                load(),
                mebibytes(kib(memory, "MemTotal:") - kib(memory, "MemAvailable:")),
                mebibytes(kib(memory, "SwapTotal:") - kib(memory, "SwapFree:")),
                rate(before.readBytes(), now.readBytes(), seconds),
                rate(before.writtenBytes(), now.writtenBytes(), seconds),
                rate(before.receivedBytes(), now.receivedBytes(), seconds),
                rate(before.sentBytes(), now.sentBytes(), seconds),
                free(),
                gpus.get());
    }

    private static double busy(Counters before, Counters now) {
        long all = now.cpuTicks() - before.cpuTicks();
        long idle = now.idleTicks() - before.idleTicks();
        return all <= 0 ? 0 : Math.clamp(Math.rint(HUNDREDTHS * (all - idle) / all) / HUNDREDTHS, 0.0, 1.0);
    }

    private double load() {
        return Counters.lines(root.resolve("proc/loadavg")).stream()
                .map(line -> line.split(" ", 2)[0])
                .filter(word -> word.matches("\\d{1,6}\\.\\d{1,4}"))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElse(0);
    }

    private static long kib(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.replaceAll("\\D", ""))
                .filter(digits -> digits.matches("\\d{1,15}"))
                .mapToLong(digits -> KIB * Long.parseLong(digits))
                .findFirst()
                .orElse(0);
    }

    private static long mebibytes(long bytes) {
        return Math.max(0, bytes) / MIB * MIB;
    }

    /** A counter that began anew, as that of a card that was taken out, tells nothing. */
    private static long rate(long before, long now, double seconds) {
        double rate = (now - before) / seconds;
        if (rate < QUIET_BYTES) {
            return 0;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(rate)) - DIGITS + 1);
        return (long) (Math.rint(rate / unit) * unit);
    }

    private long free() {
        try {
            return mebibytes(Files.getFileStore(data).getUsableSpace());
        } catch (IOException unknown) {
            return 0;
        }
    }
}
