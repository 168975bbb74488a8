package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Need;
import org.puli.api.spec.Preempt;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Moment;
import org.puli.farm.Share;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.change.ShareRef;

/**
 * Says which commands are stopped for shares that are below their guaranteed minimum, in pools that want that. Asked
 * when the planner has nothing more to start, so that whatever waits lacks room indeed. It proposes one decision at a
 * time; the loop applies it and asks again. A share keeps its own minimum in any case and gains no more than it, so
 * each decision brings the farm nearer to its minimums, and none is ever followed by its opposite. Owned by the loop.
 */
public final class Preemption {
    private static final int MILLI = 1000;

    private final Farm farm;
    private final AssignmentPlanner planner;

    /** Decides by the lines of a planner. */
    public Preemption(Farm farm, AssignmentPlanner planner) {
        this.farm = farm;
        this.planner = planner;
    }

    /** A lane of a share for which something may be stopped. */
    private record Deprived(PoolIndex pool, Lane lane) {
        Share share() {
            return lane.line().share();
        }

        ShareRef ref() {
            return new ShareRef(pool.pool().name(), share().spec().name());
        }
    }

    /** What is to be changed now: which shares wait since when, or what is stopped for one of them; or nothing. */
    public List<Change> findNext(Moment now) {
        List<Deprived> due = new ArrayList<>();
        List<Change> marks = new ArrayList<>();
        for (PoolIndex pool : planner.indexes()) {
            if (pool.pool().spec().preempt() != Preempt.OFF) {
                for (ShareLine line : pool.lines()) {
                    look(pool, line, now, marks, due);
                }
            }
        }
        if (!marks.isEmpty() || due.isEmpty()) {
            return marks;
        }
        due.sort((one, other) -> Order.compare(one.lane(), other.lane()));
        return stop(due, now);
    }

    private void look(PoolIndex pool, ShareLine line, Moment now, List<Change> marks, List<Deprived> due) {
        List<Deprived> lanes = new ArrayList<>();
        if (line.share().isBelowMinimum()) {
            line.stuck().stream()
                    .filter(this::isDeprived)
                    .map(lane -> new Deprived(pool, lane))
                    .forEach(lanes::add);
        }
        Long since = line.share().deprivedSince();
        if (lanes.isEmpty() != (since == null)) {
            ShareRef ref = new ShareRef(pool.pool().name(), line.share().spec().name());
            marks.add(new Change.ShareDeprived(ref, lanes.isEmpty() ? null : Long.valueOf(now.mono())));
        } else if (since != null && isOverdue(pool, since, now)) {
            due.addAll(lanes);
        }
    }

    /** Whether its first command lacks nothing but room and would keep its share within the minimum. */
    private boolean isDeprived(Lane lane) {
        Need need = lane.site().shape().need();
        return planner.canStart(lane) && staysWithin(lane.line().share(), need);
    }

    private static boolean staysWithin(Share share, Need need) {
        return share.usedMilliCost() + need.milliCost() <= share.milliMin();
    }

    /** Time in which the loop was not listening does not count. */
    private boolean isOverdue(PoolIndex pool, long since, Moment now) {
        long grace = pool.pool().spec().preemptGrace().duration().toMillis();
        return now.mono() - Math.max(since, farm.listening().since()) >= grace;
    }

    /** What is stopped for the first share that can be served so; one decision at a time for each of them. */
    private List<Change> stop(List<Deprived> due, Moment now) {
        Set<Share> served = new HashSet<>();
        List<Command> leaving = null;
        for (Deprived one : due) {
            if (served.contains(one.share()) || isBeingServed(one.ref()) || hasRoomComing(one.lane())) {
                served.add(one.share());
                continue;
            }
            leaving = leaving == null ? leaving() : leaving;
            Victims.Choice choice =
                    choose(one, new Victims(one.pool().pool().spec().preempt(), now.wall(), leaving));
            if (choice != null) {
                return choice.commands().stream()
                        .<Change>map(command -> new Change.CommandPreempted(command.ref(), one.ref(), now.wall()))
                        .toList();
            }
        }
        return List.of();
    }

    private boolean isBeingServed(ShareRef share) {
        return farm.stopping().stream().anyMatch(command -> share.equals(command.stoppedFor()));
    }

    private List<Command> leaving() {
        List<Command> leaving = new ArrayList<>();
        for (Worker worker : farm.workers()) {
            worker.leases().stream().filter(command -> !command.isWanted()).forEach(leaving::add);
        }
        return leaving;
    }

    /** Whether a worker that it may have gets room enough in any case, since something leaves it already. */
    private boolean hasRoomComing(Lane lane) {
        Need need = lane.site().shape().need();
        return workers(lane).stream()
                .anyMatch(worker -> Victims.without(worker, List.of()).holds(need));
    }

    /** The workers that are right for a lane, have seats for it, and are not kept for somebody before it. */
    private List<Worker> workers(Lane lane) {
        BitSet right = (BitSet) planner.seats().candidates(lane.site()).clone();
        right.andNot(planner.reservations().keptFrom(lane));
        PoolIndex index = planner.pool(lane.first().job());
        right.andNot(index.later());
        return index.pool().workers().stream()
                .filter(worker -> right.get(Math.toIntExact(worker.number())))
                .toList();
    }

    private Victims.@Nullable Choice choose(Deprived deprived, Victims victims) {
        Lane lane = deprived.lane();
        List<Lane> ahead = lanesBefore(lane);
        Victims.@Nullable Choice best = null;
        Comparator<Victims.Choice> order = victims.order();
        for (Worker worker : workers(lane)) {
            List<Command> commands = grantStaysWithin(worker, lane)
                    ? victims.choose(worker, candidates(worker, deprived), lane)
                    : List.of();
            if (!commands.isEmpty() && !goesToOthers(worker, commands, lane, ahead)) {
                long lost = commands.stream().mapToLong(victims::lost).sum();
                Victims.Choice choice = new Victims.Choice(worker, commands, lost);
                best = best == null || order.compare(choice, best) < 0 ? choice : best;
            }
        }
        return best;
    }

    /** A command that gets the whole machine counts with all of its cores. */
    private static boolean grantStaysWithin(Worker worker, Lane lane) {
        Need need = lane.site().shape().need();
        Share share = lane.line().share();
        int grant = need.wholeMachine() ? worker.offer().cores() * MILLI : need.milliCores();
        return staysWithin(share, need.granted(share.clipped(need, grant)));
    }

    private static List<Command> candidates(Worker worker, Deprived deprived) {
        return worker.leases().stream()
                .filter(command -> command.isWanted()
                        && command.task().isPreemptible()
                        && command.task()
                                .job()
                                .pool()
                                .equals(deprived.pool().pool().name())
                        && command.task().job().share() != deprived.share())
                .toList();
    }

    /** Lanes of other shares that wait for a worker and come before this one. */
    private List<Lane> lanesBefore(Lane lane) {
        List<Lane> before = new ArrayList<>();
        for (PoolIndex pool : planner.indexes()) {
            for (ShareLine line : pool.lines()) {
                // Only a share below its minimum comes before one that is below it.
                if (line.share() != lane.line().share() && line.share().isBelowMinimum()) {
                    line.stuck().stream()
                            .filter(waiting -> planner.canStart(waiting) && Order.compare(waiting, lane) < 0)
                            .forEach(before::add);
                }
            }
        }
        return before;
    }

    /** Whether the room would be taken by somebody who comes earlier, or be kept for somebody who does. */
    private boolean goesToOthers(Worker worker, List<Command> gone, Lane lane, List<Lane> ahead) {
        Vacancy vacancy = Victims.without(worker, gone);
        Seats seats = planner.seats();
        boolean isTaken = ahead.stream()
                .anyMatch(other -> seats.suffice(worker, other.site())
                        && vacancy.holds(other.site().shape().need()));
        return isTaken
                || planner.reservations().freest().stream()
                        .anyMatch(kept -> kept.lane().site() != lane.site()
                                && Order.compare(kept.lane(), lane) < 0
                                && seats.suffice(worker, kept.lane().site())
                                && vacancy.cores() >= kept.worker().freeMilliCores() / MILLI);
    }
}
