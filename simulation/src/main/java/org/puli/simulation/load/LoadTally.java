package org.puli.simulation.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the simulated workers have seen. Counted by the load thread, read by all. */
public final class LoadTally {
    private static final long LOOK_AGAIN_MILLIS = 2;

    private final AtomicLong welcomed = new AtomicLong();
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong acknowledgedInAll = new AtomicLong();
    private final AtomicLong linked = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final AtomicLong firstStart = new AtomicLong();
    private final AtomicLong lastStart = new AtomicLong();
    private final AtomicLong lastCommit = new AtomicLong();
    private final AtomicLong lastWelcome = new AtomicLong();
    private final Latencies endToNextStart = new Latencies();
    private volatile long countingSince = System.nanoTime();
    private volatile String lastTrouble = "nothing went wrong so far";
    private volatile @Nullable Throwable failed;

    LoadTally() {}

    void welcomed(long now) {
        welcomed.incrementAndGet();
        lastWelcome.set(now);
    }

    void started(long now) {
        firstStart.compareAndSet(0, now);
        lastStart.set(now);
        started.incrementAndGet();
    }

    void acknowledged(int count, long now) {
        lastCommit.set(now);
        acknowledged.addAndGet(count);
        acknowledgedInAll.addAndGet(count);
    }

    /** A slot that was free since a moment has begun again; whoever was free before the counting began counts not. */
    void waited(long since, long now) {
        if (since - countingSince >= 0) {
            endToNextStart.add(now - since);
        }
    }

    void opened() {
        linked.incrementAndGet();
    }

    void broken(String reason) {
        linked.decrementAndGet();
        broken.incrementAndGet();
        lastTrouble = reason;
    }

    void failed(Throwable failure) {
        lastTrouble = "the load itself failed: " + failure;
        failed = failure;
    }

    /** Begins to count anew; what the farm holds is not touched. */
    public void reset() {
        started.set(0);
        acknowledged.set(0);
        firstStart.set(0);
        lastStart.set(0);
        lastCommit.set(0);
        countingSince = System.nanoTime();
        endToNextStart.clear();
    }

    /** Workers that got their first orders on their present connection, or on an earlier one. */
    public long welcomed() {
        return welcomed.get();
    }

    /** Commands that workers were told to start. */
    public long started() {
        return started.get();
    }

    /** Ends that the dispatcher said may be forgotten: it has promised that they are stored. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** The same, since the fleet was made. */
    public long acknowledgedInAll() {
        return acknowledgedInAll.get();
    }

    /** Workers that are connected. */
    public long linked() {
        return linked.get();
    }

    /** Connections that were there and broke. */
    public long broken() {
        return broken.get();
    }

    /** When the first command started, on the clock of {@link System#nanoTime}. */
    public long firstStartNanos() {
        return firstStart.get();
    }

    /** When the newest command started. */
    public long lastStartNanos() {
        return lastStart.get();
    }

    /** When the newest acknowledgement came, which is after its commit. */
    public long lastCommitNanos() {
        return lastCommit.get();
    }

    /** When the newest worker got its first orders. */
    public long lastWelcomeNanos() {
        return lastWelcome.get();
    }

    /** From the report of an end to the next start on that slot, as the worker sees it. */
    public Latencies endToNextStart() {
        return endToNextStart;
    }

    /**
     * Waits for something.
     *
     * @throws IllegalStateException when it does not come in time
     */
    public void await(String what, long seconds, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (failed != null || System.nanoTime() > deadline) {
                String waited = "waited " + seconds + " s in vain for " + what;
                throw new IllegalStateException(waited + "; last trouble: " + lastTrouble, failed);
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }
}
