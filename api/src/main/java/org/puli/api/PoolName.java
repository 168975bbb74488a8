package org.puli.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/** The name of a pool; which characters it may have is checked where it enters, see {@link Names}. */
public record PoolName(@JsonValue String value) implements Comparable<PoolName> {
    /** Takes any text, since stored names must always load. */
    @JsonCreator
    public PoolName {
        Objects.requireNonNull(value, "value is null");
    }

    @Override
    public int compareTo(PoolName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
