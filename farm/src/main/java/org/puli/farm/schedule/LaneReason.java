package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.WorkerName;
import org.puli.api.spec.Preempt;
import org.puli.api.spec.SeatsPer;
import org.puli.api.view.MemoryAmount;
import org.puli.api.view.WhyView;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Pool;
import org.puli.farm.Share;
import org.puli.farm.Worker;
import org.puli.farm.change.ShareRef;

/**
 * Why the work of one claim does not start.
 *
 * @param clause in one sentence, in which the work is "it"
 * @param advice the first thing to change; null when waiting is all that helps
 */
record LaneReason(String clause, @Nullable String advice, List<WhyView.Counted> workers) {
    private static final double MILLI = 1000.0;

    static LaneReason of(Farm farm, Claim claim, AssignmentPlanner planner) {
        return plain(farm, claim, planner).and(grown(claim));
    }

    /** What it reserves where that is more than its tasks say; null where it is not. */
    private static @Nullable String grown(Claim claim) {
        long reserved = claim.shape().need().memoryBytes();
        boolean isGrown = claim.job().tasks().stream()
                .anyMatch(task -> claim.holds(task) && task.need().memoryBytes() < reserved);
        return isGrown ? "it reserves " + new MemoryAmount(reserved) + " since it used more than its task says" : null;
    }

    private static LaneReason plain(Farm farm, Claim claim, AssignmentPlanner planner) {
        Lane lane = claim.lane();
        Pool pool = farm.findPool(claim.job().pool());
        if (pool == null) {
            return new LaneReason(
                    "its pool is gone", "puli pool create " + claim.job().pool(), List.of());
        }
        Census census = Census.of(pool, lane, planner);
        List<WhyView.Counted> counted = census.counted();
        String text = Census.text(pool.workers().size(), counted);
        String stopped = stopped(farm, lane.line().share(), pool);
        return switch (lane.state()) {
            case OPEN -> new LaneReason("it is about to start", null, counted);
            case SHARE -> share(lane.line().share(), pool, counted);
            case LICENSE -> license(farm, pool, lane, planner.seats(), counted);
            case STUCK ->
                planner.seats().areShort(lane.site().shape().need())
                        ? license(farm, pool, lane, planner.seats(), counted).and(stopped)
                        : new LaneReason(
                                "every worker that is right for it is taken (" + text + "); "
                                        + (stopped == null ? before(planner, claim, pool) : stopped)
                                        + kept(planner, claim),
                                null,
                                counted);
            case EMPTY ->
                new LaneReason(
                        counted.isEmpty()
                                ? "its pool " + pool.name() + " has no workers"
                                : "no worker takes it (" + text + ")",
                        Remedy.of(farm, claim.job(), pool, lane.site().shape(), counted),
                        counted);
        };
    }

    private LaneReason and(@Nullable String more) {
        return more == null ? this : new LaneReason(clause + "; " + more, advice, workers);
    }

    /** The worker with cores that stay free for it; only the first claim of a lane has one. */
    private static String kept(AssignmentPlanner planner, Claim claim) {
        Worker kept = planner.reservations().findKept(claim.lane());
        return kept == null || kept.freeMilliCores() == 0 || claim.lane().first() != claim
                ? ""
                : "; " + kept.name() + " is kept for it and gets no smaller work meanwhile";
    }

    private static String before(AssignmentPlanner planner, Claim claim, Pool pool) {
        long count = planner.jobsBefore(claim);
        if (count == 0) {
            return isFirstSomewhere(planner, claim, pool)
                    ? "it is the first in line"
                    : "it is the first of its pool, and these workers have work of pools that they serve before";
        }
        return count + (count == 1 ? " job comes" : " jobs come") + " before it";
    }

    private static boolean isFirstSomewhere(AssignmentPlanner planner, Claim claim, Pool pool) {
        BitSet right = claim.lane().site().open();
        return pool.workers().stream()
                .filter(worker -> right.get(Math.toIntExact(worker.number())))
                .anyMatch(worker -> !planner.earlier().comeBefore(worker, pool));
    }

    /** What is done for a share below its minimum where its pool preempts; null when that is not so. */
    private static @Nullable String stopped(Farm farm, Share share, Pool pool) {
        if (pool.spec().preempt() == Preempt.OFF || !share.isBelowMinimum()) {
            return null;
        }
        String words = "its share '" + share.spec().name() + "' is below its guaranteed minimum";
        ShareRef ref = new ShareRef(pool.name(), share.spec().name());
        List<String> commands = new ArrayList<>();
        WorkerName where = null;
        for (Command command : farm.stopping()) {
            if (ref.equals(command.stoppedFor())) {
                commands.add(command.id().toString());
                where = command.lastWorker();
            }
        }
        if (commands.isEmpty()) {
            return words + ", and nothing is being stopped for it";
        }
        boolean isOne = commands.size() == 1;
        return words + "; " + (isOne ? "command " : "commands ") + String.join(", ", commands) + " on " + where
                + (isOne ? " is" : " are") + " being stopped for it";
    }

    private static LaneReason share(Share share, Pool pool, List<WhyView.Counted> counted) {
        String clause = "its share '" + share.spec().name() + "' of pool " + pool.name() + " holds "
                + plain(share.usedMilliCost() / MILLI) + " of at most "
                + plain(share.spec().max()) + " cores' worth";
        return new LaneReason(
                clause, "puli share edit " + pool.name() + " " + share.spec().name() + " --max MORE", counted);
    }

    private static LaneReason license(Farm farm, Pool pool, Lane lane, Seats seats, List<WhyView.Counted> counted) {
        LicenseName name = seats.findShort(lane.site().shape().need());
        if (name == null) {
            return new LaneReason("it is about to start", null, counted);
        }
        License license = farm.findLicense(name);
        int wanted = lane.site().licenses().getOrDefault(name, 0);
        String use = license == null ? "0/0 in use" : use(license);
        boolean isByWorker = license != null && license.per() == SeatsPer.WORKER;
        String clause = "it waits for license " + name + " (" + use + ", " + wanted + " needed)"
                + (isByWorker ? "; " + holders(pool, lane, seats) : "");
        return new LaneReason(clause, seats(name, license, wanted), counted);
    }

    /** More seats are of no use where enough are there, and others have them. */
    private static String seats(LicenseName name, @Nullable License license, int wanted) {
        boolean isOutside = license != null && license.outside() > 0 && license.spare() + license.outside() >= wanted;
        return isOutside
                ? "give back seats of " + name + " that are in use outside the farm, and report what is left: puli"
                        + " license outside " + name + " SEATS"
                : "puli license set " + name + " MORE";
    }

    private static String use(License license) {
        String by = license.per() == SeatsPer.COMMAND
                ? ""
                : ", counted by " + license.per().word();
        String outside = license.outside() == 0 ? "" : " and " + license.outside() + " in use outside the farm";
        return license.used() + "/" + license.count() + " in use" + by + outside;
    }

    /** Why it does not start where no further seat is needed. */
    private static String holders(Pool pool, Lane lane, Seats seats) {
        BitSet candidates = seats.candidates(lane.site());
        long count = pool.workers().stream()
                .filter(worker -> candidates.get(Math.toIntExact(worker.number())))
                .count();
        if (count == 0) {
            return "no worker that is right for it holds a seat and may go on";
        }
        return count == 1 ? "the one worker that holds a seat is busy" : count + " workers that hold a seat are busy";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** All tasks of a job that stand in a claim, in words. */
    static String work(Job job, Claim claim) {
        List<String> names = job.tasks().stream()
                .filter(task -> task.isReady() && claim.holds(task))
                .map(task -> "'" + task.name() + "'")
                .toList();
        return (names.size() == 1 ? "task " : "tasks ") + String.join(", ", names);
    }
}
