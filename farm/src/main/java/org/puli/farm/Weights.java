package org.puli.farm;

/**
 * What all jobs weigh together that have something running or ready and are not held back; in millionths, so that it
 * does not drift. Owned by the loop.
 */
final class Weights {
    private static final double MICRO = 1e6;
    private long micros;

    /** Takes a job's present weight in. */
    void note(Job job) {
        weigh(job, job.isPaused() || job.tally().isOver() ? 0 : Math.max(1, Math.round(job.weight() * MICRO)));
    }

    /** The job goes. */
    void forget(Job job) {
        weigh(job, 0);
    }

    private void weigh(Job job, long now) {
        micros += now - job.weighed();
        job.weighed(now);
    }

    /** The sum, and no less than the weight of a job that is part of it. */
    double with(Job job) {
        return Math.max(micros / MICRO, job.weight());
    }
}
