package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Objects;
import org.puli.api.config.Amounts;

/** How long something is borne before anything is done about it; written as {@code 90s} or {@code 5m}. */
public record Grace(Duration duration) {
    /** The longest. */
    public static final Duration LONGEST = Duration.ofDays(7);

    /** Needs a duration. */
    public Grace {
        Objects.requireNonNull(duration, "duration is null");
    }

    /** Reads what {@link #text} wrote. */
    @JsonCreator
    public static Grace of(String text) {
        return new Grace(Amounts.duration(text));
    }

    /** As documents and the command line write it. */
    @JsonValue
    public String text() {
        return Amounts.text(duration);
    }

    @Override
    public String toString() {
        return text();
    }
}
