package org.puli.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The number of a command, from 1, never used twice on one farm. */
public record CommandId(@JsonValue long value) implements Comparable<CommandId> {
    /** Refuses numbers below 1. */
    @JsonCreator
    public CommandId {
        if (value < 1) {
            throw new IllegalArgumentException("a command id is a whole number from 1, not " + value);
        }
    }

    @Override
    public int compareTo(CommandId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
