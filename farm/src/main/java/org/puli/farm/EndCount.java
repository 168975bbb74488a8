package org.puli.farm;

import org.puli.farm.row.JobRow;

/**
 * How many commands of a job failed and ended since a person last let it go on, for its stop rule. Owned by the loop.
 */
final class EndCount {
    private long failed;
    private long ended;

    long failed() {
        return failed;
    }

    long ended() {
        return ended;
    }

    /** Whatever failed so far does not count any more. */
    void forgive() {
        failed = 0;
        ended = 0;
    }

    /** One ended; without a rule nothing rests on how many did. */
    void count(boolean isFailure, boolean hasRule) {
        failed += isFailure ? 1 : 0;
        ended += hasRule ? 1 : 0;
    }

    /** There is a rule from now on, and was none: what is done ended as well as what failed. */
    void begin(long done) {
        ended = Math.max(ended, failed + done);
    }

    void restore(JobRow row) {
        failed = row.failedSince();
        ended = row.endedSince();
    }
}
