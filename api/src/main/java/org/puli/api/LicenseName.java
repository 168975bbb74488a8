package org.puli.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/** The name of a license; which characters it may have is checked where it enters, see {@link Names}. */
public record LicenseName(@JsonValue String value) implements Comparable<LicenseName> {
    /** Takes any text, since stored names must always load. */
    @JsonCreator
    public LicenseName {
        Objects.requireNonNull(value, "value is null");
    }

    @Override
    public int compareTo(LicenseName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
