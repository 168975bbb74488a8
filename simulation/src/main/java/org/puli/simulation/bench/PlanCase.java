package org.puli.simulation.bench;

import java.util.Locale;

/** What the planner is measured on. */
enum PlanCase {
    /** Each command takes a worker of its own, of many kinds. */
    WHOLE,
    /** Commands of 1 to 16 cores on large workers, of many kinds. */
    CORES,
    /** One job of a hundred commands for each worker. */
    ONE,
    /** Many jobs of a hundred plain commands. */
    MANY,
    /** Everything waits for one license. */
    LICENSE,
    /** Commands of 1 to 16 cores, of many kinds, that share the seat of their worker. */
    SHARED,
    /** Every job has a shape of its own. */
    SHAPES,
    /** Commands of many kinds, while a job's share changes at every event. */
    EDITS;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
