package org.puli.api.spec;

/** What an exit code may mean beside "done" for 0 and "failed" for all others. */
public enum ExitRule {
    /** Tried again, and the try does not count. */
    FREE,
    /** Failed for good, whatever tries are left. */
    FAIL,
    /** Not now: ready again after a pause, and the try does not count. */
    DEFER,
    /** There was nothing to do: left out, which counts as done for whoever waits. */
    SKIP,
    /** Ended well all the same. */
    DONE
}
