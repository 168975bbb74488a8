package org.puli.api.view;

/** Whether a worker is heard of. */
public enum Presence {
    /** It reports. */
    ONLINE,
    /** It said that its machine goes to sleep, and was not heard since; nothing is wrong with it. */
    ASLEEP,
    /** It was silent for longer than allowed; its commands were given to others. */
    LOST
}
