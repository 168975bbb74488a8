package org.puli.api.view;

/** Whether a worker may be given work. */
public enum Duty {
    /** It takes work. */
    ACTIVE,
    /** A person keeps it from new work. */
    PAUSED
}
