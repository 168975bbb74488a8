package org.puli.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;
import org.puli.simulation.fault.Plant;

/** Twists messages on their way, for the mistakes that are planted there; without one it passes them as they are. */
final class Planted {
    private static final double SOMETIMES = 0.05;

    private final World world;
    private final TreeMap<CommandId, EndedRun> ends = new TreeMap<>();
    private @Nullable RunOrder someOrder;

    Planted(World world) {
        this.world = world;
    }

    WorkerReport pass(WorkerReport report) {
        if (world.plan().plant() != Plant.ACCEPT_STALE_ATTEMPT) {
            return report;
        }
        List<RunState> running = new ArrayList<>();
        List<EndedRun> ended = new ArrayList<>(report.ended());
        for (RunState run : report.running()) {
            EndedRun old = ends.get(run.attempt().command());
            if (old != null && old.attempt().attempt() < run.attempt().attempt()) {
                ended.add(asEndOf(run, old));
            } else {
                running.add(run);
            }
        }
        report.ended().forEach(run -> ends.put(run.attempt().command(), run));
        return new WorkerReport(
                report.protocol(),
                report.worker(),
                report.bootId(),
                report.number(),
                report.farmId(),
                report.ordersSeen(),
                report.facts(),
                running,
                ended,
                report.found(),
                report.availability(),
                report.probed(),
                report.health());
    }

    private static EndedRun asEndOf(RunState run, EndedRun old) {
        return new EndedRun(
                run.attempt(),
                run.leaseId(),
                old.outcome(),
                old.exitCode(),
                old.signal(),
                old.reason(),
                old.startedAt(),
                old.endedAt(),
                old.cpuMillis(),
                old.peakMemoryBytes(),
                old.cause(),
                old.readBytes(),
                old.writtenBytes(),
                old.framesDone(),
                old.results());
    }

    WorkerOrders pass(WorkerOrders orders) {
        if (world.plan().plant() != Plant.DOUBLE_ASSIGN) {
            return orders;
        }
        List<RunOrder> run = new ArrayList<>(orders.run());
        RunOrder other = someOrder;
        if (other != null && !run.contains(other) && world.chance().happens(SOMETIMES)) {
            run.add(other);
        }
        orders.run().stream().filter(order -> order.details() != null).forEach(order -> someOrder = order);
        return new WorkerOrders(
                orders.farmId(),
                orders.number(),
                run,
                orders.forget(),
                orders.heartbeatMillis(),
                orders.lostAfterMillis(),
                orders.files(),
                orders.probe(),
                orders.answers(),
                orders.wallMillis(),
                orders.sleep(),
                orders.asleep());
    }
}
