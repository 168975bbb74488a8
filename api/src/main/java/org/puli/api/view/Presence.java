package org.puli.api.view;

/** Whether a worker is heard of. */
public enum Presence {
    /** It reports. */
    ONLINE,
    /** It was silent for longer than allowed; its commands were given to others. */
    LOST
}
