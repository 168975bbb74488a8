package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.puli.api.spec.Preempt;
import org.puli.api.view.Status;
import org.puli.farm.Command;
import org.puli.farm.Share;
import org.puli.farm.Worker;

/** Chooses the commands that are stopped on one worker, by what a pool says and what each share can spare. */
final class Victims {
    /** Commands of a worker that are stopped together, and what that loses: thousandths of cores times milliseconds. */
    record Choice(Worker worker, List<Command> commands, long lost) {
        private long firstLease() {
            return commands.stream().mapToLong(Command::leaseId).min().orElse(0);
        }

        private int count() {
            return commands.size();
        }
    }

    private final Preempt by;
    private final long wall;
    private final Map<Share, Long> spare = new HashMap<>();

    /** Victims on workers of a farm in which these commands leave their workers already; {@code wall} is now. */
    Victims(Preempt by, long wall, List<Command> leaving) {
        this.by = by;
        this.wall = wall;
        for (Command command : leaving) {
            spare.merge(command.task().job().share(), -command.held().milliCost(), Long::sum);
        }
    }

    /** Which of two choices is better: what the pool says, and at last whatever was given out first. */
    Comparator<Choice> order() {
        Comparator<Choice> fewest = Comparator.comparingInt(Choice::count);
        Comparator<Choice> first =
                by == Preempt.CHEAPEST ? Comparator.comparingLong(Choice::lost).thenComparing(fewest) : fewest;
        return first.thenComparingLong(Choice::firstLease);
    }

    /** The fewest of these commands, the best first, without which a lane has room; empty when all are not enough. */
    List<Command> choose(Worker worker, List<Command> candidates, Lane lane) {
        List<Command> sorted = new ArrayList<>(candidates);
        Comparator<Command> first = by == Preempt.CHEAPEST
                ? Comparator.comparingLong(this::lost).thenComparingLong(Command::leaseId)
                : Comparator.comparingLong(Command::leaseId);
        sorted.sort(first);
        Map<Share, Long> taken = new HashMap<>();
        List<Command> chosen = new ArrayList<>();
        for (Command command : sorted) {
            Share share = command.task().job().share();
            long sum = taken.getOrDefault(share, 0L) + command.held().milliCost();
            if (sum <= spareOf(share)) {
                taken.put(share, sum);
                chosen.add(command);
                if (isEnough(worker, chosen, lane)) {
                    return pruned(worker, chosen, lane);
                }
            }
        }
        return List.of();
    }

    /** What a share holds beyond its guaranteed minimum and is not losing already. */
    private long spareOf(Share share) {
        return share.usedMilliCost() - share.milliMin() + spare.getOrDefault(share, 0L);
    }

    private static boolean isEnough(Worker worker, List<Command> gone, Lane lane) {
        return without(worker, gone).holds(lane.site().shape().need());
    }

    /** What is free once these are gone, and whatever leaves the worker in any case. */
    static Vacancy without(Worker worker, List<Command> gone) {
        return Vacancy.without(worker, command -> !command.isWanted() || gone.contains(command));
    }

    private static List<Command> pruned(Worker worker, List<Command> chosen, Lane lane) {
        List<Command> needed = new ArrayList<>(chosen);
        for (int i = chosen.size() - 1; i >= 0; i--) {
            List<Command> fewer = new ArrayList<>(needed);
            fewer.remove(chosen.get(i));
            if (isEnough(worker, fewer, lane)) {
                needed = fewer;
            }
        }
        return needed;
    }

    /** What stopping a command loses: what it holds of cores, times how long it has run. */
    long lost(Command command) {
        boolean runs = command.status() == Status.RUNNING && command.startedAt() > 0;
        return runs ? command.held().milliCores() * Math.max(0, wall - command.startedAt()) : 0;
    }
}
