package org.puli.simulation.load;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.json.Json;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.LinkMessage;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;

/**
 * One simulated worker: does what orders say, with commands that only take time, and tells each end in a report of
 * its own. Owned by the load thread.
 */
final class LoadWorker implements LoadLink.Listener {
    private static final String BOOT = "load-" + ProcessHandle.current().pid();

    private final WorkerName name;
    private final WorkerFacts facts;
    private final LoadFleet fleet;
    private final LoadLink link;
    private final TreeMap<AttemptRef, RunState> running = new TreeMap<>();
    private final TreeMap<AttemptRef, EndedRun> ended = new TreeMap<>();
    private final Queue<Long> freeSince = new ArrayDeque<>();
    private @Nullable String farmId;
    private OrdersNumber seen = OrdersNumber.NONE;
    private long reportNumber;
    private long reportedAt;
    private long heartbeatNanos = Long.MAX_VALUE / 2;
    private boolean isFresh;
    private boolean isLinked;

    LoadWorker(int number, InetSocketAddress server, LoadFleet fleet) {
        this.name = new WorkerName("load-" + number);
        Equipment equipment = fleet.plan().isMixed() ? WorkerKinds.equipment(number) : Equipment.NONE;
        this.facts = new WorkerFacts(fleet.plan().slots(), 0, "simulated", "load", equipment);
        this.fleet = fleet;
        this.link = new LoadLink(server, this);
    }

    LoadLink link() {
        return link;
    }

    boolean isLinked() {
        return isLinked;
    }

    @Override
    public void opened() {
        isFresh = true;
        isLinked = true;
        fleet.tally().opened();
        report(true);
    }

    @Override
    public void closed(String reason) {
        boolean wasLinked = isLinked;
        isLinked = false;
        fleet.closed(this, wasLinked, reason);
    }

    @Override
    public void received(String text) {
        LinkMessage message = Json.read(text, LinkMessage.class);
        if (message.refusal() != null) {
            link.close("refused: " + message.refusal());
        } else if (message.orders() != null) {
            take(message.orders(), System.nanoTime());
        }
    }

    private void take(WorkerOrders orders, long now) {
        if (isFresh) {
            isFresh = false;
            fleet.tally().welcomed(now);
        }
        farmId = orders.farmId();
        heartbeatNanos = orders.heartbeatMillis() * 1_000_000;
        if (orders.number().compareTo(seen) <= 0) {
            return;
        }
        seen = orders.number();
        forget(orders.forget(), now);
        stopOthers(orders.run());
        List<RunOrder> fresh = orders.run().stream().filter(this::isNew).toList();
        fresh.forEach(order -> start(order, now));
        // Only now may commands end: a report that claims these orders as seen has to name every one of them.
        fresh.forEach(order -> fleet.schedule(this, order.attempt(), now));
        if (!fresh.isEmpty() && !running.isEmpty()) {
            report(false);
        }
    }

    private boolean isNew(RunOrder order) {
        AttemptRef attempt = order.attempt();
        return order.details() != null && !running.containsKey(attempt) && !ended.containsKey(attempt);
    }

    private void forget(List<AttemptRef> attempts, long now) {
        int count = 0;
        for (AttemptRef attempt : attempts) {
            EndedRun run = ended.remove(attempt);
            count += run != null && run.outcome() == EndedRun.Outcome.DONE ? 1 : 0;
        }
        if (count > 0) {
            fleet.tally().acknowledged(count, now);
        }
    }

    private void stopOthers(List<RunOrder> wanted) {
        if (running.isEmpty()) {
            return;
        }
        List<AttemptRef> named = wanted.stream().map(RunOrder::attempt).toList();
        List<RunState> superfluous = running.values().stream()
                .filter(run -> !named.contains(run.attempt()))
                .toList();
        superfluous.forEach(run -> end(run, EndedRun.Outcome.STOPPED));
    }

    private void start(RunOrder order, long now) {
        fleet.tally().started(now);
        Long since = freeSince.poll();
        if (since != null) {
            fleet.tally().waited(since, now);
        }
        RunState run = new RunState(
                order.attempt(), order.leaseId(), RunState.Phase.RUNNING, System.currentTimeMillis(), null);
        running.put(order.attempt(), run);
    }

    /** The command's time is over. */
    void end(AttemptRef attempt) {
        RunState run = running.get(attempt);
        if (run != null) {
            freeSince.add(System.nanoTime());
            end(run, EndedRun.Outcome.DONE);
        }
    }

    private void end(RunState run, EndedRun.Outcome outcome) {
        running.remove(run.attempt());
        boolean isDone = outcome == EndedRun.Outcome.DONE;
        ended.put(
                run.attempt(),
                new EndedRun(
                        run.attempt(),
                        run.leaseId(),
                        outcome,
                        isDone ? Integer.valueOf(0) : null,
                        null,
                        null,
                        run.startedAt(),
                        System.currentTimeMillis(),
                        0,
                        0,
                        null,
                        0,
                        0));
        report(false);
    }

    /** Reports when nothing else made it do so for a heartbeat. */
    void beat(long now) {
        link.pingIfQuiet(now);
        if (isLinked && now - reportedAt > heartbeatNanos) {
            report(false);
        }
    }

    private void report(boolean tellsFacts) {
        reportedAt = System.nanoTime();
        WorkerReport report = new WorkerReport(
                WorkerReport.PROTOCOL,
                name,
                BOOT,
                ++reportNumber,
                farmId,
                seen,
                tellsFacts ? facts : null,
                List.copyOf(running.values()),
                List.copyOf(ended.values()),
                List.of(),
                null,
                null,
                null);
        link.send(Json.writeBytes(report));
    }
}
