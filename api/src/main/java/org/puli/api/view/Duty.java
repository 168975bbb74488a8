package org.puli.api.view;

/** Whether a worker may be given work. */
public enum Duty {
    /** It takes work. */
    ACTIVE,
    /** A person keeps it from new work. */
    PAUSED,
    /** A person keeps it from new work and waits for it to be empty. */
    DRAINING,
    /** Something is wrong with it, so that it is kept from work until a person releases it. */
    QUARANTINED
}
