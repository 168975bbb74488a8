package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.puli.api.view.WhyView.Part;
import org.puli.farm.Worker;
import org.puli.farm.schedule.Lane.State;

/** What waits in a worker's pools, and why the worker does not get it. Stateless, called by the loop. */
final class WorkerParts {
    private WorkerParts() {}

    /** Everything that waits, by kinds of work: the best first, but what nobody could take comes last. */
    static List<Lane> waiting(Worker worker, AssignmentPlanner planner) {
        List<Lane> lanes = new ArrayList<>();
        for (PoolIndex index : planner.indexes()) {
            if (worker.pools().contains(index.pool())) {
                index.sites().forEach(site -> lanes.addAll(site.lanes()));
            }
        }
        lanes.removeIf(Lane::isEmpty);
        Predicate<Lane> isForNobody = lane -> lane.site().open().isEmpty();
        lanes.sort(Comparator.comparing(isForNobody::test).thenComparing(Order::compare));
        return lanes;
    }

    /** One kind of work in words. */
    static Part part(Worker worker, Lane lane, AssignmentPlanner planner) {
        Claim first = lane.first();
        String work = "job " + first.job().id() + ", " + LaneReason.work(first.job(), first);
        return new Part(work, reason(worker, lane, planner), List.of());
    }

    private static String reason(Worker worker, Lane lane, AssignmentPlanner planner) {
        String lack = Eligibility.findLack(worker, lane.site().shape());
        if (lack != null) {
            return lack;
        }
        if (lane.state() == State.LICENSE || lane.state() == State.SHARE) {
            return "it waits for its " + lane.state().name().toLowerCase(Locale.ROOT);
        }
        return switch (Census.word(worker, lane.first().work().pool().pool(), lane, planner)) {
            case Census.BUSY ->
                worker.freeMilliCores() > 0 && planner.reservations().findKept(lane) == worker
                        ? "the worker is kept for it, and has too little room left yet"
                        : "the worker has too little room left for it";
            case Census.KEPT -> "the worker is kept for " + keeper(worker, lane, planner) + ", which comes before it";
            case Census.LEFT -> "it comes after what waits in a pool that the worker serves before";
            case Census.FREE -> "the worker could take it";
            case String other -> other;
        };
    }

    private static String keeper(Worker worker, Lane lane, AssignmentPlanner planner) {
        Lane keeper = requireNonNull(planner.reservations().findKeeper(worker, lane), "it is kept for somebody");
        return "job " + keeper.first().job().id();
    }
}
