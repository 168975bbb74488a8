package org.puli.worker;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.ProbeReport;
import org.puli.api.sync.Progress;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;
import org.puli.worker.availability.Willingness;
import org.puli.worker.health.HealthNews;
import org.puli.worker.health.Vitals;
import org.puli.worker.host.HostFacts;
import org.puli.worker.link.DispatcherLink;
import org.puli.worker.outbox.EndedRuns;
import org.puli.worker.outbox.OutboxFailure;
import org.puli.worker.run.ProcessLauncher;
import org.puli.worker.storage.FileLooks;
import org.puli.worker.storage.PlaceTests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's one thread of thought: takes the newest orders, starts and stops, keeps what has ended, reports. A
 * passive object: the thread "worker" calls {@link #turn}, in the simulation the scheduler does. What other threads
 * tell it only fills a slot and wakes it.
 */
public final class WorkerLoop {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLoop.class);
    private static final long FIRST_HEARTBEAT_MILLIS = 5_000;
    private static final long PROGRESS_MILLIS = 1_000;
    private static final long RETRY_MILLIS = 1_000;
    /** How long a dispatcher that is away is waited for before the machine is made free without it. */
    private static final long HAND_BACK_MILLIS = 10_000;

    private final WorkerName name;
    private final String bootId;
    private final Parts parts;
    private final Runs runs;
    private final AtomicReference<@Nullable WorkerOrders> arrived = new AtomicReference<>();
    private final AtomicBoolean linkOpened = new AtomicBoolean();
    private volatile @Nullable String stopping;
    private volatile boolean leavesWhatSurvives;
    private volatile @Nullable String farmId;
    private OrdersNumber ordersSeen = OrdersNumber.NONE;
    private List<RunOrder> orders = List.of();
    private Map<AttemptRef, RunState.Phase> reportedPhases = new TreeMap<>();
    private Map<AttemptRef, Progress> reportedProgress = new TreeMap<>();
    private @Nullable WorkerFacts reportedFacts;
    private List<String> reportedFiles = List.of();
    private @Nullable Availability availability;
    private @Nullable Availability reportedAvailability;
    private @Nullable ProbeReport reportedProbe;
    private @Nullable MachineHealth reportedHealth;
    private final OpenNews factsNews = new OpenNews();
    private final OpenNews healthNews = new OpenNews();
    private long unwantedSince = Long.MAX_VALUE;
    private volatile @Nullable WorkerReport latest;
    private boolean hasNews = true;
    private long reportNumber;
    private long reportedAt;
    private long heartbeatMillis = FIRST_HEARTBEAT_MILLIS;

    /** What a worker is made of; {@code wake} brings the next turn, from any thread. */
    public record Parts(
            HostFacts host,
            ProcessLauncher launcher,
            EndedRuns outbox,
            DispatcherLink link,
            FileLooks files,
            WorkerClocks clocks,
            Willingness willingness,
            Runnable wake,
            PlaceTests places,
            Vitals vitals) {}

    /** A worker at its start; {@code bootId} must be new. Left-over process trees are stopped before. */
    public WorkerLoop(WorkerName name, String bootId, Parts parts) {
        this.name = name;
        this.bootId = bootId;
        this.parts = parts;
        this.runs = new Runs(parts.launcher(), parts.outbox(), parts.wake());
        this.farmId = parts.outbox().findFarmId();
        this.reportedAt = parts.clocks().monoMillis() - FIRST_HEARTBEAT_MILLIS;
    }

    /**
     * Goes on with what an earlier life of the worker started, as far as that is possible, and stops whatever else that
     * left behind. To be called once, before the first turn; returns when that is gone.
     */
    public void takeOver() {
        runs.takeOver();
    }

    /** Orders came in; only the newest are kept. From any thread. */
    public void receive(WorkerOrders received) {
        arrived.accumulateAndGet(received, WorkerLoop::newer);
        parts.wake().run();
    }

    /**
     * Both are kept apart only by their numbers; a later arrival of another farm wins, for it is the one that answers.
     */
    private static WorkerOrders newer(@Nullable WorkerOrders waiting, WorkerOrders received) {
        if (waiting == null) {
            return received;
        }
        boolean isOlder =
                waiting.farmId().equals(received.farmId()) && received.number().compareTo(waiting.number()) < 0;
        return isOlder ? waiting : received;
    }

    /** A connection is there, on which the dispatcher has heard nothing yet. From any thread. */
    public void linkOpened() {
        linkOpened.set(true);
        parts.wake().run();
    }

    /** Ends every tree, delivers what it can and takes nothing new. From any thread. */
    public void stop(String reason) {
        leavesWhatSurvives = false;
        stopping = reason;
        parts.wake().run();
    }

    /**
     * Like {@link #stop}, but leaves what another life of this worker can go on with. A stop that follows ends that,
     * too. From any thread.
     */
    public void leave(String reason) {
        leavesWhatSurvives = true;
        stopping = reason;
        parts.wake().run();
    }

    /** Whether nothing is left but what another life of this worker can go on with. */
    public boolean mayLeave() {
        return runs.isIdleOrSurvives();
    }

    /** Whether a stop is through: every tree is gone. */
    public boolean isIdle() {
        return runs.isIdle();
    }

    /** Whether it looks for files that jobs wait for. From any thread. */
    public boolean isLooking() {
        return parts.files().isLooking();
    }

    /** Whether the dispatcher has acknowledged every end. */
    public boolean isDelivered() {
        return runs.isDelivered();
    }

    /** The newest report, sent or not: what the worker is at. Null before the first turn. From any thread. */
    public @Nullable WorkerReport findLatest() {
        return latest;
    }

    /** The farm that it belongs to; null before it met one. From any thread. */
    public @Nullable String findFarmId() {
        return farmId;
    }

    /** One round; says after how many milliseconds the next is due at the latest. */
    public long turn() {
        WorkerOrders received = arrived.getAndSet(null);
        if (received != null) {
            take(received);
        }
        hasNews |= runs.collect();
        String reason = stopping;
        if (reason == null) {
            availability = parts.willingness().now();
            follow();
            handBack(parts.clocks().monoMillis());
            parts.files().turn(parts.clocks().monoMillis());
            parts.places().turn(parts.clocks().monoMillis());
        } else if (leavesWhatSurvives) {
            runs.stopWhatDies(reason);
        } else {
            runs.stopAll(reason);
        }
        report();
        return untilNext(parts.clocks().monoMillis());
    }

    /** Before the first orders nobody has said what is wanted, and what an earlier life started goes on. */
    private void follow() {
        if (!ordersSeen.equals(OrdersNumber.NONE)) {
            runs.follow(orders, parts.host().facts(), availability == null);
        }
    }

    /** What is not wanted here any more is stopped by the next orders; where none come, by the worker itself. */
    private void handBack(long now) {
        Availability own = availability;
        if (own == null || own.running() == OfRunning.FINISH) {
            unwantedSince = Long.MAX_VALUE;
            return;
        }
        unwantedSince = Math.min(unwantedSince, now);
        if (now - unwantedSince >= HAND_BACK_MILLIS) {
            runs.stopAll("handed back: " + own.reason());
        }
    }

    private void take(WorkerOrders received) {
        if (!received.farmId().equals(farmId) && !enter(received.farmId())) {
            return;
        }
        factsNews.heard(received);
        healthNews.heard(received);
        runs.forget(received.forget());
        // Orders that will not be carried out are not seen either: else each would be given up and given here again.
        if (received.number().compareTo(ordersSeen) <= 0 || stopping != null) {
            return;
        }
        ordersSeen = received.number();
        heartbeatMillis = received.heartbeatMillis();
        // Only another set is worth an answer; answering every answer would never end.
        hasNews |= !attempts(received.run()).equals(attempts(orders));
        orders = withDetails(received.run());
        parts.files().follow(received.files());
        parts.places().follow(received.probe());
    }

    /** The dispatcher tells details once; an attempt that still waits for room needs them when its turn comes. */
    private List<RunOrder> withDetails(List<RunOrder> received) {
        Map<AttemptRef, RunOrder> known = new TreeMap<>();
        orders.forEach(order -> known.put(order.attempt(), order));
        return received.stream()
                .map(order -> order.details() == null ? known.getOrDefault(order.attempt(), order) : order)
                .toList();
    }

    private static Set<AttemptRef> attempts(List<RunOrder> orders) {
        Set<AttemptRef> attempts = new TreeSet<>();
        orders.forEach(order -> attempts.add(order.attempt()));
        return attempts;
    }

    private boolean enter(String farm) {
        try {
            if (farmId != null) {
                LOG.warn("This worker belonged to farm {} and now meets farm {}: it starts afresh", farmId, farm);
                runs.leaveFarm();
            }
            parts.outbox().join(farm);
        } catch (OutboxFailure e) {
            LOG.error("This worker cannot join farm {} yet: {}", farm, e.getMessage());
            return false;
        }
        farmId = farm;
        ordersSeen = OrdersNumber.NONE;
        orders = List.of();
        parts.files().follow(List.of());
        parts.places().follow(null);
        hasNews = true;
        return true;
    }

    private void report() {
        long now = parts.clocks().monoMillis();
        boolean isFirst = linkOpened.get();
        Map<AttemptRef, RunState.Phase> phases = runs.phases();
        List<String> found = parts.files().found();
        hasNews |= !found.equals(reportedFiles) || !Objects.equals(availability, reportedAvailability);
        ProbeReport probed = parts.places().findReport();
        hasNews |= !Objects.equals(probed, reportedProbe);
        MachineHealth health = parts.vitals().now();
        boolean isUrgent = HealthNews.isUrgent(reportedHealth, health);
        hasNews |= isUrgent;
        boolean isDue = now - reportedAt >= heartbeatMillis || hasProgress(now);
        if (!isFirst && !hasNews && !isDue && phases.equals(reportedPhases)) {
            return;
        }
        linkOpened.set(false);
        WorkerFacts facts = parts.host().facts();
        boolean hasFacts = isFirst || !facts.equals(reportedFacts);
        boolean tellsHealth = isFirst || healthNews.isOpen() || HealthNews.isWorthTelling(reportedHealth, health);
        WorkerReport report =
                made(hasFacts || factsNews.isOpen() ? facts : null, found, probed, tellsHealth ? health : null);
        latest = report;
        reportedAt = now;
        if (parts.link().send(report)) {
            if (hasFacts) {
                factsNews.told(reportNumber);
            }
            if (isFirst || isUrgent) {
                healthNews.told(reportNumber);
            }
            reportedFacts = facts;
            reportedPhases = phases;
            reportedFiles = found;
            reportedAvailability = availability;
            reportedProbe = probed;
            reportedHealth = tellsHealth ? health : reportedHealth;
            reportedProgress = runs.progress();
            hasNews = false;
        }
    }

    private WorkerReport made(
            @Nullable WorkerFacts facts,
            List<String> found,
            @Nullable ProbeReport probed,
            @Nullable MachineHealth health) {
        return new WorkerReport(
                WorkerReport.PROTOCOL,
                name,
                bootId,
                ++reportNumber,
                farmId,
                ordersSeen,
                facts,
                runs.states(),
                runs.ended(),
                found,
                availability,
                probed,
                health);
    }

    private boolean hasProgress(long now) {
        return now - reportedAt >= PROGRESS_MILLIS && !runs.progress().equals(reportedProgress);
    }

    private long untilNext(long now) {
        long untilHeartbeat = Math.max(0, reportedAt + heartbeatMillis - now);
        long untilLook = Math.min(parts.files().untilNext(now), parts.places().untilNext(now));
        long until = stopping == null ? Math.min(untilHeartbeat, untilLook) : untilHeartbeat;
        return runs.isIdle() ? until : Math.min(until, RETRY_MILLIS);
    }
}
