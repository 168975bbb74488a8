package org.puli.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The number of a task, from 1, never used twice on one farm. */
public record TaskId(@JsonValue long value) implements Comparable<TaskId> {
    /** Refuses numbers below 1. */
    @JsonCreator
    public TaskId {
        if (value < 1) {
            throw new IllegalArgumentException("a task id is a whole number from 1, not " + value);
        }
    }

    @Override
    public int compareTo(TaskId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
