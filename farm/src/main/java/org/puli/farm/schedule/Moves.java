package org.puli.farm.schedule;

/** Counts what may change who waits first for a worker, so that this is worked out only when it may have changed. */
final class Moves {
    private long count;

    void note() {
        count++;
    }

    long count() {
        return count;
    }
}
