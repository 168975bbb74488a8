package org.puli.dispatcher.store;

import java.util.Arrays;

/** Where the tasks, commands and attempts of a job of the history are. */
enum HistoryPlace {
    /** In the farm's own database. */
    HERE(0),
    /** There too, all of it in its tables and none in trays, so that it can be copied. */
    READY(1),
    /** In the database of the history, and partly in the farm's own yet. */
    BOTH(2),
    /** In the database of the history alone. */
    THERE(3),
    /** Being removed, there first; for whoever asks the job is gone. */
    GOING(4);

    private final int stored;

    HistoryPlace(int stored) {
        this.stored = stored;
    }

    static HistoryPlace of(int stored) {
        return Arrays.stream(values())
                .filter(place -> place.stored == stored)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("place " + stored + " is none of this release"));
    }

    int stored() {
        return stored;
    }

    /** Whether all of it is in the database of the history. */
    boolean isThere() {
        return this == BOTH || this == THERE;
    }
}
