package org.puli.simulation.bench;

import org.puli.api.client.FarmClient;
import org.puli.api.client.JobQuery;
import org.puli.simulation.load.Latencies;
import org.puli.simulation.load.Latencies.Quantiles;

/** Somebody else on the farm, who looks at lists all the time and notes how long each look takes. */
final class Watcher implements AutoCloseable {
    private static final long PAUSE_MILLIS = 5;
    private static final int PAGE = 50;

    private final FarmClient client;
    private final Latencies latencies = new Latencies();
    private final Thread thread;
    private volatile boolean isClosed;
    private volatile long lookedAt = System.nanoTime();

    Watcher(FarmClient client) {
        this.client = client;
        this.thread = BenchThreads.start("watcher", this::run);
    }

    private void run() {
        try {
            while (!isClosed) {
                lookedAt = System.nanoTime();
                client.jobs(JobQuery.ALL.part(0, PAGE));
                client.farm();
                latencies.add((System.nanoTime() - lookedAt) / 2);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            isClosed = true;
        }
    }

    /** How long looks took since this was last asked for, the present one included. */
    Quantiles take() {
        latencies.add((System.nanoTime() - lookedAt) / 2);
        Quantiles quantiles = latencies.quantiles();
        latencies.clear();
        return quantiles;
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
