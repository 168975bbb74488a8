package org.puli.api.view;

/** Why a job's ready work does not start. */
public enum WaitingReason {
    /** Somebody paused it. */
    PAUSED("paused"),
    /** As many commands run as the job may have. */
    MAX_WORKERS("the job's maximum of workers is reached"),
    /** No worker has ever joined its pool. */
    NO_WORKERS("its pool has no worker"),
    /** No worker of the pool is online and active. */
    WORKERS_AWAY("every worker of its pool is away or paused"),
    /** No worker of the pool is large enough, even when idle. */
    TOO_LARGE("no worker of its pool is large enough"),
    /** Workers that could run it are busy. */
    WORKERS_BUSY("all workers that could run it are busy"),
    /** No worker of the pool meets what its tasks require. */
    NO_MATCH("no worker of its pool meets its requirements"),
    /** Its share of the pool holds as much as it may. */
    SHARE_FULL("its share of the pool holds all that it may"),
    /** All seats of a license are taken. */
    LICENSE("waits for a license"),
    /** What is left of it pauses before its next try. */
    RETRY_DELAY("waits for the next try of what failed"),
    /** A time that it waits for has not come. */
    NOT_YET("waits for its time"),
    /** A file that it waits for was not seen. */
    FILE("waits for a file"),
    /** What it waits for in other jobs has not come. */
    OTHER_JOBS("waits for other jobs"),
    /** Nothing hinders it: it starts with the next plan. */
    STARTING("is about to start");

    private final String text;

    WaitingReason(String text) {
        this.text = text;
    }

    /** The reason as the rest of a sentence about the job. */
    public String text() {
        return text;
    }
}
