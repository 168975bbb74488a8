package org.puli.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.puli.simulation.fault.Plant;
import org.puli.simulation.time.Trace;

/** Runs many seeds, several at once, each on one thread and independent of all others. */
public final class Campaign {
    private final Plant plant;
    private final int threads;
    private final Consumer<SeedResult> listener;
    private final AtomicBoolean isEnough = new AtomicBoolean();

    /**
     * A campaign.
     *
     * @param listener is told of each seed as it ends, on any thread
     */
    public Campaign(Plant plant, int threads, Consumer<SeedResult> listener) {
        this.plant = plant;
        this.threads = threads;
        this.listener = listener;
    }

    /** No seed that was not begun will be. */
    public void stop() {
        isEnough.set(true);
    }

    /** Runs the seeds and returns when they are through. */
    public Summary run(List<Long> seeds) throws InterruptedException {
        Summary summary = new Summary();
        try (ExecutorService pool = SimThreads.pool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (long seed : seeds) {
                all.add(pool.submit(() -> run(seed, summary)));
            }
            for (Future<?> one : all) {
                await(one);
            }
        }
        return summary;
    }

    private void run(long seed, Summary summary) {
        if (!isEnough.get()) {
            SeedResult result = FarmSimulation.run(seed, plant, Trace.silent(), NoMirror.INSTANCE);
            summary.add(result);
            listener.accept(result);
        }
    }

    private static void await(Future<?> one) throws InterruptedException {
        try {
            one.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a seed could not be run", e.getCause());
        }
    }
}
