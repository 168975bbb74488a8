package org.puli.farm.request;

/** What becomes of commands that run where new ones are held back; none of these counts as a failed try. */
public enum Running {
    /** They run to their end. */
    GOES_ON,
    /** They are stopped and made ready again. */
    REQUEUED,
    /** They are stopped and canceled. */
    KILLED
}
