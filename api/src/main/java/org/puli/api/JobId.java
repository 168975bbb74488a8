package org.puli.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The number of a job, from 1, never used twice on one farm. */
public record JobId(@JsonValue long value) implements Comparable<JobId> {
    /** Refuses numbers below 1. */
    @JsonCreator
    public JobId {
        if (value < 1) {
            throw new IllegalArgumentException("a job id is a whole number from 1, not " + value);
        }
    }

    @Override
    public int compareTo(JobId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
