package org.puli.simulation.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.AttemptRef;

/**
 * Many simulated workers, each with a connection of its own that is made again when it breaks. All of them live on the
 * thread "load"; the public methods are safe on every thread.
 */
public final class LoadFleet implements AutoCloseable {
    private static final long BEAT_NANOS = 200_000_000;
    private static final long RETRY_NANOS = 50_000_000;
    private static final int BUFFER = 256 * 1024;
    private static final double SHORTEST = 0.5;

    private final InetSocketAddress server;
    private final LoadPlan plan;
    private final LoadTally tally = new LoadTally();
    private final Selector selector;
    private final List<LoadWorker> workers = new ArrayList<>();
    private final PriorityQueue<Due> dues = new PriorityQueue<>();
    private final Queue<Due> held = new ArrayDeque<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Thread thread;
    private volatile boolean isClosed;
    private boolean isHolding;
    private long nextBeat;

    /** Something that becomes due: the end of a command, or another try to connect when {@code attempt} is null. */
    private record Due(
            long nanos, LoadWorker worker, @Nullable AttemptRef attempt) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(nanos, other.nanos);
        }
    }

    /**
     * A fleet without workers, for the dispatcher on this port of loopback.
     *
     * @throws IOException when there is no selector to be had
     */
    public LoadFleet(int port, LoadPlan plan) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.plan = plan;
        this.selector = Selector.open();
        this.thread = LoadThreads.start("load", this::run);
    }

    LoadPlan plan() {
        return plan;
    }

    /** What the workers have seen. */
    public LoadTally tally() {
        return tally;
    }

    /** Lets so many more workers connect. */
    public void join(int count) {
        perform(() -> {
            for (int i = 0; i < count; i++) {
                LoadWorker worker = new LoadWorker(workers.size() + 1, server, this);
                workers.add(worker);
                worker.link().connect(selector);
            }
        });
    }

    /** From now on commands run until they are let go. */
    public void hold() {
        perform(() -> isHolding = true);
    }

    /** Ends every command that is held; from now on they end by themselves. */
    public void release() {
        perform(() -> {
            isHolding = false;
            for (Due due = held.poll(); due != null; due = held.poll()) {
                due.worker().end(requireNonNull(due.attempt()));
            }
        });
    }

    private void perform(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    void schedule(LoadWorker worker, AttemptRef attempt, long now) {
        if (isHolding) {
            held.add(new Due(now, worker, attempt));
        } else if (plan.commandNanos() == 0) {
            worker.end(attempt);
        } else {
            dues.add(new Due(now + (long) (plan.commandNanos() * (SHORTEST + random.nextDouble())), worker, attempt));
        }
    }

    void closed(LoadWorker worker, boolean wasLinked, String reason) {
        if (wasLinked) {
            tally.broken(reason);
        }
        dues.add(new Due(System.nanoTime() + RETRY_NANOS, worker, null));
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try (selector) {
            while (!isClosed) {
                selector.select(key -> ((LoadLink) key.attachment()).ready(buffer), untilNextMillis());
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                turn(System.nanoTime());
            }
            selector.keys().forEach(key -> ((LoadLink) key.attachment()).abandon());
        } catch (IOException | RuntimeException e) {
            tally.failed(e);
        }
    }

    /** Whole milliseconds, at least one: shorter waits would burn the processor that the dispatcher needs. */
    private long untilNextMillis() {
        long next = dues.isEmpty() ? nextBeat : Math.min(nextBeat, dues.peek().nanos());
        return Math.max(1, (next - System.nanoTime()) / 1_000_000);
    }

    private void turn(long now) {
        for (Due due = dues.peek(); due != null && due.nanos() <= now; due = dues.peek()) {
            dues.remove();
            if (due.attempt() == null) {
                due.worker().link().connect(selector);
            } else {
                due.worker().end(due.attempt());
            }
        }
        if (now >= nextBeat) {
            nextBeat = now + BEAT_NANOS;
            workers.forEach(worker -> worker.beat(now));
        }
    }

    /** Breaks all connections and ends. */
    @Override
    public void close() {
        isClosed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
