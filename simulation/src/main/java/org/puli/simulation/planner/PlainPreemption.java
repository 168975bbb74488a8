package org.puli.simulation.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Need;
import org.puli.api.spec.Preempt;
import org.puli.api.view.Status;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.Pool;
import org.puli.farm.Share;
import org.puli.farm.Worker;
import org.puli.farm.change.ShareRef;
import org.puli.simulation.planner.PlainPlanner.Waiting;

/** The rules of preemption in the plainest form, for a farm on which nothing can start; it remembers nothing. */
public final class PlainPreemption {
    private static final int MILLI = 1000;

    /** What is stopped for a share: all of it on one worker. */
    public record Stop(ShareRef share, Worker worker, List<Command> commands) {}

    private record Lane(Share share, Object shape) {}

    private final Farm farm;
    private final Moment now;
    private final PlainSeats seats;
    private final List<Waiting> line;

    private PlainPreemption(Farm farm, ToIntFunction<Job> priority, Moment now) {
        this.farm = farm;
        this.now = now;
        this.seats = new PlainSeats(farm);
        this.line = PlainPlanner.waiting(farm, priority);
    }

    static ShareRef refOf(Pool pool, Share share) {
        return new ShareRef(pool.name(), share.spec().name());
    }

    /** Shares, by their words, of pools that preempt which are below their minimum and have work that lacks room. */
    public static Set<String> deprived(Farm farm, ToIntFunction<Job> priority) {
        Set<String> deprived = new TreeSet<>();
        for (Waiting waiting : PlainPlanner.waiting(farm, priority)) {
            if (isDeprived(waiting)) {
                deprived.add(refOf(waiting.pool(), waiting.task().job().share()).toString());
            }
        }
        return deprived;
    }

    /** Shares below their minimum that have work which gets room on a worker once all is gone that leaves it. */
    public static Set<String> wanting(Farm farm, ToIntFunction<Job> priority, Worker worker) {
        Set<String> wanting = new TreeSet<>();
        PlainSeats seats = new PlainSeats(farm);
        for (Waiting waiting : PlainPlanner.waiting(farm, priority)) {
            Share share = waiting.task().job().share();
            if (share.isBelowMinimum()
                    && mayHave(waiting, seats).contains(worker)
                    && fits(worker, waiting.shape().need(), List.of())) {
                wanting.add(refOf(waiting.pool(), share).toString());
            }
        }
        return wanting;
    }

    private static boolean isDeprived(Waiting waiting) {
        Share share = waiting.task().job().share();
        return waiting.pool().spec().preempt() != Preempt.OFF
                && share.usedMilliCost() < share.spec().min() * MILLI
                && isWithin(share, waiting.shape().need());
    }

    private static boolean isWithin(Share share, Need need) {
        return share.usedMilliCost() + need.milliCost()
                <= Math.round(share.spec().min() * MILLI);
    }

    /** What is stopped next; null when nothing is. */
    public static @Nullable Stop findNext(Farm farm, ToIntFunction<Job> priority, Moment now) {
        return new PlainPreemption(farm, priority, now).next();
    }

    private @Nullable Stop next() {
        Set<Share> served = new HashSet<>();
        Set<Lane> tried = new HashSet<>();
        for (Waiting waiting : line) {
            Share share = waiting.task().job().share();
            boolean isFirst = tried.add(new Lane(share, waiting.shape()));
            if (!isFirst || !isDeprived(waiting) || !isDue(waiting.pool(), share) || served.contains(share)) {
                continue;
            }
            if (isServedAlready(waiting)) {
                served.add(share);
                continue;
            }
            Stop stop = choose(waiting);
            if (stop != null) {
                return stop;
            }
        }
        return null;
    }

    private boolean isDue(Pool pool, Share share) {
        Long since = share.deprivedSince();
        long grace = pool.spec().preemptGrace().duration().toMillis();
        return since != null && now.mono() - Math.max(since, farm.listening().since()) >= grace;
    }

    /** Something is being stopped for its share, or it gets room in any case. */
    private boolean isServedAlready(Waiting waiting) {
        ShareRef ref = refOf(waiting.pool(), waiting.task().job().share());
        return allLeases().stream().anyMatch(command -> ref.equals(command.stoppedFor()))
                || mayHave(waiting, seats).stream()
                        .anyMatch(worker -> fits(worker, waiting.shape().need(), List.of()));
    }

    private List<Command> allLeases() {
        return farm.workers().stream()
                .flatMap(worker -> worker.leases().stream())
                .toList();
    }

    private static List<Worker> mayHave(Waiting waiting, PlainSeats seats) {
        return PlainPlanner.right(waiting.shape(), waiting.pool(), seats).stream()
                .filter(worker -> PlainPlanner.isFirst(worker, waiting.pool())
                        && !waiting.keptFrom().contains(worker))
                .toList();
    }

    /** Whether a need fits on a worker when these commands, and all that nobody wants there, are gone. */
    static boolean fits(Worker worker, Need need, List<Command> gone) {
        List<Need> stay = worker.leases().stream()
                .filter(command -> command.isWanted() && !gone.contains(command))
                .map(Command::held)
                .toList();
        boolean isAlone = need.wholeMachine() ? stay.isEmpty() : stay.stream().noneMatch(Need::wholeMachine);
        long memory = worker.offer().memoryBytes();
        int gpus = worker.facts().equipment().gpus();
        return isAlone
                && freeCores(worker, gone) >= need.milliCores()
                && (memory == 0
                        || memory - stay.stream().mapToLong(Need::memoryBytes).sum() >= need.memoryBytes())
                && gpus - stay.stream().mapToInt(Need::gpus).sum() >= need.gpus()
                && need.milliAmounts().entrySet().stream()
                        .allMatch(wanted -> freeAmount(worker, stay, wanted.getKey()) >= wanted.getValue());
    }

    private static int freeCores(Worker worker, List<Command> gone) {
        return worker.offer().cores() * MILLI
                - worker.leases().stream()
                        .filter(command -> command.isWanted() && !gone.contains(command))
                        .mapToInt(command -> command.held().milliCores())
                        .sum();
    }

    private static long freeAmount(Worker worker, List<Need> stay, String name) {
        double all = worker.facts().equipment().amounts().getOrDefault(name, 0.0);
        return Math.round(all * MILLI)
                - stay.stream()
                        .mapToLong(need -> need.milliAmounts().getOrDefault(name, 0L))
                        .sum();
    }

    private @Nullable Stop choose(Waiting waiting) {
        Pool pool = waiting.pool();
        Share share = waiting.task().job().share();
        Comparator<Stop> fewest =
                Comparator.comparingInt(stop -> stop.commands().size());
        Comparator<Stop> best = pool.spec().preempt() == Preempt.OLDEST
                ? fewest
                : Comparator.<Stop>comparingLong(stop ->
                                stop.commands().stream().mapToLong(this::lost).sum())
                        .thenComparing(fewest);
        return mayHave(waiting, seats).stream()
                .filter(worker -> isWithin(share, granted(worker, waiting)))
                .map(worker -> new Stop(refOf(pool, share), worker, victims(worker, waiting)))
                .filter(stop -> !stop.commands().isEmpty() && isForIt(stop, waiting))
                .min(best.thenComparingLong(stop -> stop.commands().stream()
                        .mapToLong(Command::leaseId)
                        .min()
                        .orElse(0)))
                .orElse(null);
    }

    private static Need granted(Worker worker, Waiting waiting) {
        Need need = waiting.shape().need();
        int all = worker.offer().cores() * MILLI;
        return need.wholeMachine() ? need.granted(waiting.task().job().share().clipped(need, all)) : need;
    }

    private long lost(Command command) {
        return command.status() == Status.RUNNING && command.startedAt() > 0
                ? command.held().milliCores() * Math.max(0, now.wall() - command.startedAt())
                : 0;
    }

    /** Takes the first of those that may be stopped until there is room, then leaves out whatever is not needed. */
    private List<Command> victims(Worker worker, Waiting waiting) {
        Need need = waiting.shape().need();
        Comparator<Command> order = waiting.pool().spec().preempt() == Preempt.OLDEST
                ? Comparator.comparingLong(Command::leaseId)
                : Comparator.comparingLong(this::lost).thenComparingLong(Command::leaseId);
        List<Command> taken = new ArrayList<>();
        for (Command command : worker.leases().stream().sorted(order).toList()) {
            if (!fits(worker, need, taken) && mayStop(command, waiting, taken)) {
                taken.add(command);
            }
        }
        if (!fits(worker, need, taken)) {
            return List.of();
        }
        for (Command command : List.copyOf(taken).reversed()) {
            List<Command> others =
                    taken.stream().filter(other -> other != command).toList();
            if (fits(worker, need, others)) {
                taken.remove(command);
            }
        }
        return taken;
    }

    private boolean mayStop(Command command, Waiting waiting, List<Command> taken) {
        Share share = command.task().job().share();
        long stays = allLeases().stream()
                .filter(other -> other.task().job().share() == share
                        && other.isWanted()
                        && other != command
                        && !taken.contains(other))
                .mapToLong(other -> other.held().milliCost())
                .sum();
        return command.isWanted()
                && Boolean.TRUE.equals(command.task().settings().preemptible())
                && farm.findPool(command.task().job().pool()) == waiting.pool()
                && share != waiting.task().job().share()
                && stays >= Math.round(share.spec().min() * MILLI);
    }

    /** Whether nobody who comes earlier would take the room, or have it kept. */
    private boolean isForIt(Stop stop, Waiting waiting) {
        Worker worker = stop.worker();
        for (Waiting earlier : line.subList(0, line.indexOf(waiting))) {
            boolean isTaken =
                    earlier.task().job().share() != waiting.task().job().share()
                            && PlainPlanner.right(earlier.shape(), earlier.pool(), seats)
                                    .contains(worker)
                            && fits(worker, earlier.shape().need(), stop.commands());
            if (isTaken) {
                return false;
            }
        }
        int cores = Math.max(0, freeCores(worker, stop.commands()) / MILLI);
        return waiting.before().stream()
                .noneMatch(kept -> isRight(worker, kept) && cores >= PlainPlanner.wholeFree(kept.worker()));
    }

    private boolean isRight(Worker worker, PlainPlanner.KeptBefore kept) {
        return PlainPlanner.right(kept.shape(), kept.pool(), seats).contains(worker);
    }
}
