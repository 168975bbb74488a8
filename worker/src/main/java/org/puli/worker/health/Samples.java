package org.puli.worker.health;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.MachineSample;
import org.puli.api.sync.MachineSample.GpuUse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The samples of the last minutes. Safe on every thread; a thread of its own takes them. */
public final class Samples implements AutoCloseable {
    /** How far back they go. */
    public static final Duration KEPT = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Samples.class);

    /**
     * A sample with its time.
     *
     * @param at milliseconds since 1970
     */
    public record Taken(long at, MachineSample sample) {}

    private final Supplier<MachineSample> taker;
    private final LongSupplier wallMillis;
    private final int most;
    private final ArrayDeque<Taken> taken = new ArrayDeque<>();
    private @Nullable Thread thread;

    /** Takes none yet; when they come so often, {@link #KEPT} is kept. */
    Samples(Supplier<MachineSample> taker, Duration every, LongSupplier wallMillis) {
        this.taker = taker;
        this.wallMillis = wallMillis;
        this.most = (int) Math.max(1, KEPT.toMillis() / every.toMillis());
    }

    /**
     * Begins to take them.
     *
     * @param data the worker's data folder
     * @param every the time between two
     * @param gpus the newest look at the GPUs
     */
    public static Samples start(Path data, Duration every, LongSupplier monoMillis, Supplier<List<GpuUse>> gpus) {
        return start(new SampleReader(Path.of("/"), data, gpus, monoMillis), every);
    }

    /** Begins to take them. */
    static Samples start(SampleReader reader, Duration every) {
        Samples samples = new Samples(reader::take, every, System::currentTimeMillis);
        samples.thread = HealthThreads.repeat("samples", every, samples::take);
        return samples;
    }

    /** Takes one. */
    void take() {
        try {
            MachineSample sample = taker.get();
            synchronized (this) {
                taken.addLast(new Taken(wallMillis.getAsLong(), sample));
                while (taken.size() > most) {
                    taken.removeFirst();
                }
            }
        } catch (RuntimeException e) {
            LOG.error("No sample of this machine could be taken; the next one is tried", e);
        }
    }

    /** The newest; null before the first. */
    synchronized @Nullable MachineSample findNewest() {
        return taken.isEmpty() ? null : taken.getLast().sample();
    }

    /** All that are kept, the oldest first. */
    public synchronized List<Taken> all() {
        return new ArrayList<>(taken);
    }

    @Override
    public void close() {
        Thread taking = thread;
        if (taking != null) {
            taking.interrupt();
        }
    }
}
