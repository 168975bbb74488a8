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
    /** How many numbers {@link #write} writes. */
    static final int WIDTH = 4;

    static Rank of(Job job) {
        return new Rank(0, 0, 0, job.id().value()).renewed(job);
    }

    /** The rank of its job as that is now, which looks its number up no more. */
    Rank renewed(Job same) {
        return new Rank(
                same.effectivePriority(),
                same.usedMilliCost() / same.weight(),
                same.startMark() + 1 / same.weight(),
                job);
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

    /** Writes it as numbers that are in the same order, one after the other, from a place on. */
    void write(long[] into, int from) {
        into[from] = -(long) priority;
        writeBelowPriority(into, from + 1);
    }

    /** The same without the priority. */
    void writeBelowPriority(long[] into, int from) {
        into[from] = ordered(level);
        into[from + 1] = ordered(finish);
        into[from + 2] = job;
    }

    /** A number that is in the same order as all others of its kind. */
    static long ordered(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
    }
}
