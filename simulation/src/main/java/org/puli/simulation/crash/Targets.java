package org.puli.simulation.crash;

/** Who is killed. */
enum Targets {
    /** Dispatcher, workers, and the database where it is a server, alone and together. */
    ALL,
    /** Workers alone. */
    WORKERS,
    /** The dispatcher alone. */
    DISPATCHER,
    /** The database server alone. */
    DATABASE
}
