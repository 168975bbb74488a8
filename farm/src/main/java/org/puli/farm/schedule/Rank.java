package org.puli.farm.schedule;

import java.util.Comparator;
import org.puli.farm.Job;

/**
 * A job's place in the one total order over all pools: higher priority first, then whoever holds less for its weight,
 * then whoever was served less, then age. A copy, so that a job may move on while it stands in a sorted set.
 *
 * @param level what it holds, in cost per weight
 * @param finish its start mark after one more unit of cost; keeps waiting bounded for every weight when there are more
 *     jobs than workers (start-time fair queueing)
 */
record Rank(int priority, double level, double finish, long job) implements Comparable<Rank> {
    private static final Comparator<Rank> ORDER = Comparator.comparingInt(Rank::priority)
            .reversed()
            .thenComparingDouble(Rank::level)
            .thenComparingDouble(Rank::finish)
            .thenComparingLong(Rank::job);

    static Rank of(Job job) {
        return new Rank(
                job.priority(),
                job.usedCost() / job.weight(),
                job.startMark() + 1 / job.weight(),
                job.id().value());
    }

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }
}
