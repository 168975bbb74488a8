package org.puli.api.view;

/**
 * Where a command stands; jobs, groups and tasks are shown with the same words, computed from their commands. The table
 * of meanings and moves stands in {@code docs/glossary.md}.
 */
public enum Status {
    /** Waits for other tasks. */
    BLOCKED,
    /** May start as soon as a worker has room. */
    READY,
    /** Given to a worker that has not yet said that it runs. */
    ASSIGNED,
    /** Runs on a worker. */
    RUNNING,
    /** Ended well. */
    DONE,
    /** Ended badly and has no tries left. */
    FAILED,
    /** Ended by a person. */
    CANCELED,
    /** Left out by a person or by a rule; counts as done for whoever waits for it. */
    SKIPPED,
    /** Only of jobs, groups and tasks: held back by a person, and nothing of it runs. */
    PAUSED;

    /** Whether nothing more will happen by itself. */
    public boolean isEnded() {
        return this == DONE || this == FAILED || this == CANCELED || this == SKIPPED;
    }

    /** Whether a worker is busy with it. */
    public boolean isActive() {
        return this == ASSIGNED || this == RUNNING;
    }
}
