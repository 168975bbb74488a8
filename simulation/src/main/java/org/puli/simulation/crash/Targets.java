package org.puli.simulation.crash;

/** Who is killed. */
enum Targets {
    /** Dispatcher and workers, alone and together. */
    ALL,
    /** Workers alone. */
    WORKERS,
    /** The dispatcher alone. */
    DISPATCHER
}
