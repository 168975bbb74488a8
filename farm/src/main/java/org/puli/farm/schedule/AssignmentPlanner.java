package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Need;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Pool;
import org.puli.farm.Share;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.schedule.FreeWorkers.Search;
import org.puli.farm.schedule.Lane.State;

/**
 * Says which command starts next and where. It proposes one assignment at a time; the loop applies it and asks again,
 * so that every proposal sees the farm exactly as it is. It keeps an index that is fed by what changes stirred up and
 * is never rebuilt. No clock, no randomness. Owned by the loop. The order is that of {@link Order}; docs/scheduling.md
 * tells the rules.
 */
public final class AssignmentPlanner {
    private final Farm farm;
    private final PoolIndexes pools = new PoolIndexes();
    /** In no order, so nothing may rest on one. */
    private final IdentityHashMap<Job, Work> works = new IdentityHashMap<>();

    private final Board board = new Board();
    private final Kinds kinds = new Kinds();
    private final Warmth warmth = new Warmth();
    private final Seats seats;
    private final EarlierPools earlier;
    private final Wakeful wakeful;
    // Made once: each start would make them anew.
    private final IntSupplier nextSite = this::nextSite;
    private final Predicate<Lane> canStart = this::canStart;
    private final Predicate<Lane> hasWorker = this::hasWorker;
    private int siteNumber;
    /** The work that was looked up last: a start and an end note a task and then the rank of its job. */
    private @Nullable Work recent;

    private boolean isSettled;

    /** A planner for a farm; it takes in all that is there. */
    public AssignmentPlanner(Farm farm) {
        this.farm = farm;
        this.seats = new Seats(farm);
        this.earlier = new EarlierPools(pools, seats, this::canStart);
        this.wakeful = new Wakeful(farm, pools, seats, earlier, board);
        farm.pools().forEach(this::note);
        farm.workers().forEach(this::note);
    }

    /** The next start; null when nothing can start now. */
    public @Nullable Assignment findNext() {
        refresh();
        while (!isSettled) {
            wakeful.wake(canStart, hasWorker);
            Lane lane = board.fronts().findFirst();
            if (lane == null) {
                isSettled = true;
                return null;
            }
            Assignment assignment = tryStart(lane.first());
            if (assignment != null) {
                return assignment;
            }
        }
        return null;
    }

    /** Takes in what changed since the last call. */
    public void refresh() {
        if (farm.stirred().isEmpty()) {
            return;
        }
        isSettled = false;
        board.moves().note();
        farm.stirred().takePools().forEach(this::note);
        farm.stirred().takeDeleted().forEach(this::forget);
        farm.stirred().takeTasks().forEach(this::note);
        farm.stirred().takeJobs().forEach(this::rerank);
        farm.stirred().takeWorkers().forEach(this::note);
        farm.stirred().takeRooms().forEach(this::noteRoom);
        farm.stirred().takeFreed().forEach(wakeful::hot);
        farm.stirred().takeLicenses().forEach(this::note);
        farm.stirred().takeShares().forEach(board.fronts()::moved);
    }

    private @Nullable Assignment tryStart(Claim first) {
        Work work = first.work();
        Claim.Pick pick = work.first(first);
        Lane lane = pick.claim().lane();
        Site site = lane.site();
        Need need = site.shape().need();
        Share share = lane.line().share();
        if (!share.hasRoomFor(need)) {
            lane.state(State.SHARE);
            return null;
        }
        if (!seats.suffice(site)) {
            site.noSeats();
            return null;
        }
        Worker worker = findWorker(work, lane);
        if (worker == null) {
            site.noRoom();
            return null;
        }
        int grant = share.clipped(need, worker.grantFor(need));
        int index = pick.task().nextIndex(pick.claim().shape());
        return new Assignment(pick.task(), index, worker, grant);
    }

    private @Nullable Worker findWorker(Work work, Lane lane) {
        Reservations reservations = wakeful.reservations();
        reservations.compute(pools.all(), canStart);
        BitSet without = reservations.keptFrom(lane);
        Site site = lane.site();
        FreeWorkers free = work.pool().free();
        for (BitSet among : seats.choices(site)) {
            Search search = new Search(site.shape().need(), among, without, warmth.find(work.job()));
            Worker worker = free.findFor(search);
            while (worker != null && earlier.want(worker, work.pool().pool())) {
                wakeful.passOver(worker);
                without.set(Math.toIntExact(worker.number()));
                worker = free.findFor(search);
            }
            if (worker != null) {
                return worker;
            }
        }
        return null;
    }

    private boolean hasWorker(Lane lane) {
        return findWorker(lane.first().work(), lane) != null;
    }

    /** Whether a lane lacks nothing but a worker. */
    boolean canStart(Lane lane) {
        return lane.line().share().hasRoomFor(lane.site().shape().need()) && seats.suffice(lane.site());
    }

    /** A pool that is new, changed or gone is filed anew as a whole. */
    private void note(Pool pool) {
        board.everywhere().note();
        recent = null;
        works.values().removeIf(work -> isOf(work, pool));
        pools.remove(pool);
        if (farm.findPool(pool.name()) == pool) {
            pools.add(new PoolIndex(pool, board));
            pool.workers().forEach(wakeful::hot);
            farm.jobs().stream().filter(job -> job.pool().equals(pool.name())).forEach(this::file);
        }
    }

    private boolean isOf(Work work, Pool pool) {
        boolean isOf = work.isOf(pool);
        if (isOf) {
            work.withdraw();
        }
        return isOf;
    }

    private void note(Task task) {
        if (task.job().isThere()) {
            work(task.job()).note(task, nextSite);
        }
    }

    private void rerank(Job job) {
        Work work = find(job);
        if (work != null && !work.isCurrent()) {
            work.withdraw();
            remove(job);
            file(job);
        } else if (work != null) {
            work.pool().moves().note();
            work.rerank();
            if (job.isOver()) {
                remove(job);
            }
        }
    }

    private void file(Job job) {
        job.tasks().forEach(this::note);
        rerank(job);
    }

    private void forget(Job job) {
        Work work = remove(job);
        if (work != null) {
            work.withdraw();
        }
        warmth.forget(job);
    }

    private void note(Worker worker) {
        if (kinds.isAnother(worker)) {
            board.everywhere().note();
            pools.all().forEach(pool -> pool.noteKind(worker, worker.pools().contains(pool.pool())));
            // What no worker had a seat for may be right for this one now.
            farm.licenses().stream().filter(license -> license.isHeldBy(worker)).forEach(wakeful::hot);
            warmth.note(worker);
        } else {
            noteRoom(worker);
        }
    }

    /** A worker holds other commands than before; one on probation takes no further work while it holds one. */
    private void noteRoom(Worker worker) {
        if (kinds.hasTurned(worker)) {
            note(worker);
            return;
        }
        for (Pool pool : worker.pools()) {
            index(pool).noteRoom(worker);
        }
        warmth.note(worker);
    }

    private void note(License license) {
        board.everywhere().note();
        wakeful.hot(license);
    }

    private int nextSite() {
        return ++siteNumber;
    }

    private Work work(Job job) {
        Work known = find(job);
        if (known == null) {
            known = new Work(job, pool(job));
            works.put(job, known);
            recent = known;
        }
        return known;
    }

    private @Nullable Work find(Job job) {
        Work known = recent;
        if (known == null || known.job() != job) {
            known = works.get(job);
            recent = known;
        }
        return known;
    }

    private @Nullable Work remove(Job job) {
        recent = null;
        return works.remove(job);
    }

    PoolIndex pool(Job job) {
        return index(requireNonNull(farm.findPool(job.pool()), "a job's pool is there"));
    }

    private PoolIndex index(Pool pool) {
        return requireNonNull(pools.find(pool), "every pool is filed before its jobs and workers");
    }

    /** The claims of a job that have something to start. */
    Collection<Claim> claims(Job job) {
        Work work = works.get(job);
        return work == null ? List.<Claim>of() : work.claims();
    }

    Seats seats() {
        return seats;
    }

    EarlierPools earlier() {
        return earlier;
    }

    /** All pools, in the order of their names. */
    Collection<PoolIndex> indexes() {
        return pools.all();
    }

    Reservations reservations() {
        return wakeful.reservations();
    }

    /** How many jobs of its pool come before a claim and have something to start that some worker could take. */
    long jobsBefore(Claim claim) {
        long count = 0;
        for (Work work : works.values()) {
            boolean isOther = work.isOf(pool(claim.job()).pool()) && work.job() != claim.job();
            if (isOther && work.claims().stream().anyMatch(other -> isBefore(other, claim))) {
                count++;
            }
        }
        return count;
    }

    private static boolean isBefore(Claim one, Claim other) {
        Lane lane = one.lane();
        return lane.holds(one) && lane.state() != State.EMPTY && Order.compare(one, other) < 0;
    }

    /** How many kinds of work, each of one pool and one shape, it has filed. */
    public int siteCount() {
        return pools.all().stream().mapToInt(PoolIndex::siteCount).sum();
    }
}
