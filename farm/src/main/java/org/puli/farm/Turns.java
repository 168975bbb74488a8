package org.puli.farm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;

/**
 * Where jobs are in their turns, the virtual time of start-time fair queueing: cost for each unit of weight. Pools
 * that have workers in common, directly or through others, have one; a pool with machines of its own goes at its own
 * pace, so that whatever else runs on the farm leaves the turns of its jobs alone. Weights are counted in millionths,
 * so that their sum does not drift. Owned by the loop.
 */
final class Turns {
    private static final double MICRO = 1e6;

    private final Farm farm;
    private Map<PoolName, Pace> paces = new HashMap<>();
    private boolean isCut;

    Turns(Farm farm) {
        this.farm = farm;
    }

    /** Of one pool, or of all that it is the root of. */
    private static final class Pace {
        private @Nullable Pace joined;
        private double mark;
        private long micros;

        private Pace(double mark) {
            this.mark = mark;
        }

        private Pace root() {
            Pace root = this;
            while (root.joined != null) {
                root = root.joined;
            }
            return root;
        }
    }

    /** The mark at which whoever comes new to a pool begins. */
    double mark(PoolName pool) {
        return pace(pool).mark;
    }

    /**
     * A command of a job starts from a mark. All move on together by what it costs for each unit of all weights, as the
     * fluid model of fair queueing has it: else an endless stream of newcomers, which begin where the others are, would
     * keep a small weight waiting for ever.
     */
    void serve(Job job, double from, double cost) {
        Pace pace = pace(job.pool());
        pace.mark = Math.max(pace.mark, from) + cost / with(pace, job);
        farm.numbers().served(pace.mark);
    }

    /** What all jobs weigh that compete with one, and no less than that one. */
    double with(Job job) {
        return with(pace(job.pool()), job);
    }

    private static double with(Pace pace, Job job) {
        return Math.max(pace.micros / MICRO, job.weight());
    }

    /** Takes a job's present weight in: that of all that have something running or ready and are not held back. */
    void note(Job job) {
        weigh(job, job.isPaused() || job.tally().isOver() ? 0 : Math.max(1, Math.round(job.weight() * MICRO)));
    }

    /** The job goes. */
    void forget(Job job) {
        weigh(job, 0);
    }

    private void weigh(Job job, long now) {
        if (now != job.weighed()) {
            pace(job.pool()).micros += now - job.weighed();
            job.weighed(now);
        }
    }

    /** A job has come from another pool: it is as far ahead of the others here as it was there, or behind them. */
    void came(Job job, PoolName from) {
        Pace there = pace(from);
        Pace here = pace(job.pool());
        if (there != here) {
            job.serve(Math.max(0, job.startMark() - there.mark + here.mark));
        }
    }

    /** A worker has joined all its pools: they share it from now on. */
    void tie(Worker worker) {
        for (Pool pool : worker.pools()) {
            Pace one = pace(worker.pools().getFirst().name());
            Pace other = pace(pool.name());
            if (one != other) {
                other.joined = one;
                one.mark = Math.max(one.mark, other.mark);
                one.micros += other.micros;
            }
        }
    }

    /** A worker that pools shared leaves some of them; what is shared still is found out when somebody asks. */
    void cut(Worker worker) {
        isCut |= worker.pools().size() > 1;
    }

    /**
     * After a start: marks of single pools are not stored. Where all pools are tied the farm's is theirs; else each
     * goes on from who of its jobs was served least, and comes to where it was with the first start.
     */
    void restore(double stored) {
        farm.workers().forEach(this::tie);
        farm.jobs().forEach(this::note);
        Set<Pace> roots = new HashSet<>();
        farm.pools().forEach(pool -> roots.add(pace(pool.name())));
        roots.forEach(root -> root.mark = roots.size() == 1 ? stored : Math.min(stored, least(root)));
    }

    private double least(Pace root) {
        return farm.jobs().stream()
                .filter(job -> job.weighed() > 0 && pace(job.pool()) == root)
                .mapToDouble(Job::startMark)
                .min()
                .orElse(0);
    }

    private Pace pace(PoolName pool) {
        if (isCut) {
            isCut = false;
            divide();
        }
        return paces.computeIfAbsent(pool, name -> new Pace(0)).root();
    }

    private void divide() {
        Map<PoolName, Pace> before = paces;
        paces = new HashMap<>();
        before.forEach((pool, pace) -> paces.put(pool, new Pace(pace.root().mark)));
        farm.workers().forEach(this::tie);
        farm.jobs().forEach(job -> pace(job.pool()).micros += job.weighed());
    }
}
