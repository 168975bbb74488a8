package org.puli.dispatcher.loop;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.WorkerReport;
import org.puli.farm.request.Request;
import org.puli.farm.request.SyncWorker;

/**
 * What waits for the loop: requests in their order, and one report per worker, so that a storm of reconnects cannot
 * flood it. Filled by every thread, emptied by the loop.
 */
public final class Inbox implements Ring {
    private final int limit;
    private final Bell bell;
    private final Queue<Ask<?>> asks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Queue<WorkerName> reporters = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<WorkerName, SyncWorker> reports = new ConcurrentHashMap<>();

    /** An inbox for so many requests, which rings the loop's bell. */
    public Inbox(int limit, Bell bell) {
        this.limit = limit;
        this.bell = bell;
    }

    @Override
    public <R> CompletableFuture<R> ask(Request<R> request) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        if (waiting.incrementAndGet() > limit) {
            waiting.decrementAndGet();
            answer.completeExceptionally(new Busy(limit + " requests wait already; try again in a moment"));
            return answer;
        }
        asks.add(new Ask<>(request, answer));
        bell.ring();
        return answer;
    }

    @Override
    public void report(WorkerReport report, long link) {
        repeat(report, link);
        bell.ring();
    }

    /** Without a ring: thousands of quiet workers wake the loop with its ticks, not one by one. */
    @Override
    public void repeat(WorkerReport report, long link) {
        SyncWorker sync = new SyncWorker(report, link);
        reports.compute(report.worker(), (worker, waiting) -> {
            if (waiting == null) {
                reporters.add(worker);
                return sync;
            }
            return newer(waiting, sync);
        });
    }

    private static SyncWorker newer(SyncWorker waiting, SyncWorker arrived) {
        boolean isOlder = arrived.link() < waiting.link()
                || (arrived.link() == waiting.link()
                        && arrived.report().number() < waiting.report().number());
        if (isOlder) {
            return waiting;
        }
        WorkerReport report = arrived.report();
        boolean keepsFacts = report.facts() == null
                && report.bootId().equals(waiting.report().bootId());
        return keepsFacts ? new SyncWorker(withFacts(report, waiting.report()), arrived.link()) : arrived;
    }

    private static WorkerReport withFacts(WorkerReport report, WorkerReport earlier) {
        return new WorkerReport(
                report.protocol(),
                report.worker(),
                report.bootId(),
                report.number(),
                report.farmId(),
                report.ordersSeen(),
                earlier.facts(),
                report.running(),
                report.ended(),
                report.found(),
                report.availability(),
                report.probed());
    }

    /** The next request; null when none waits. */
    @Nullable
    Ask<?> pollAsk() {
        Ask<?> ask = asks.poll();
        if (ask != null) {
            waiting.decrementAndGet();
        }
        return ask;
    }

    /** The newest report of the worker that waits longest; null when none waits. */
    @Nullable
    SyncWorker pollReport() {
        WorkerName worker = reporters.poll();
        if (worker == null) {
            return null;
        }
        return reports.remove(worker);
    }

    boolean isEmpty() {
        return asks.isEmpty() && reporters.isEmpty();
    }
}
