package org.puli.api.view;

/** Whether a worker may be given work. */
public enum Duty {
    /** It takes work. */
    ACTIVE,
    /** A person keeps it from new work. */
    PAUSED,
    /** Kept from work because commands of several jobs failed on it one after the other. */
    QUARANTINED,
    /** Gets one command, to show whether it is well again. */
    PROBATION
}
