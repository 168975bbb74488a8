package org.puli.api.spec;

import java.util.Objects;

/** "Start after that one": the name of a task or group of the same job and the end that is waited for. */
public record Dependency(String task, Outcome outcome) {
    /** Which end of the other task opens the way. */
    public enum Outcome {
        /** Every command is done or skipped. */
        DONE,
        /** Ended with a failure. */
        FAILED,
        /** Ended by being canceled. */
        CANCELED,
        /** Ended in whatever way. */
        ANY
    }

    /** Guards against null. */
    public Dependency {
        Objects.requireNonNull(task, "task is null");
        Objects.requireNonNull(outcome, "outcome is null");
    }
}
