package org.puli.farm.schedule;

/** Counts what may change for whom a worker is kept, so that this is worked out only when it may have changed. */
final class Moves {
    private long count;

    void note() {
        count++;
    }

    long count() {
        return count;
    }
}
