package org.puli.farm.schedule;

import org.puli.farm.Job;

/**
 * A job's place among the jobs of its share: higher priority, as waiting has lifted it, first, then whoever holds less
 * for its weight, then whoever was served less, then age. A copy, so that a job may move on while it stands in a sorted
 * set.
 *
 * @param level what it holds, in thousandths of cost per weight
 * @param finish its start mark after one more unit of cost; keeps waiting bounded for every weight when there are more
 *     jobs than workers (start-time fair queueing)
 */
record Rank(int priority, double level, double finish, long job) implements Comparable<Rank> {
    static Rank of(Job job) {
        return new Rank(
                job.effectivePriority(),
                job.usedMilliCost() / job.weight(),
                job.startMark() + 1 / job.weight(),
                job.id().value());
    }

    @Override
    public int compareTo(Rank other) {
        int byPriority = Integer.compare(other.priority, priority);
        return byPriority != 0 ? byPriority : compareBelowPriority(other);
    }

    /** The order of two jobs of one priority. */
    int compareBelowPriority(Rank other) {
        int byLevel = Double.compare(level, other.level);
        if (byLevel != 0) {
            return byLevel;
        }
        int byFinish = Double.compare(finish, other.finish);
        return byFinish != 0 ? byFinish : Long.compare(job, other.job);
    }
}
