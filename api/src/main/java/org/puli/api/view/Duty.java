package org.puli.api.view;

/** Whether a worker may be given work. */
public enum Duty {
    /** It takes work. */
    ACTIVE,
    /** A person keeps it from new work. */
    PAUSED,
    /** A person keeps it from new work and waits for it to be empty. */
    DRAINING,
    /** Something is wrong with it: a person said so, or commands of several jobs failed on it one after the other. */
    QUARANTINED,
    /** Gets one command, to show whether it is well again. */
    PROBATION
}
