package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether commands of a pool are stopped for a share that is below its guaranteed minimum, and which ones first. */
public enum Preempt {
    /** None: what is lent comes back as commands end. */
    OFF,
    /** Those that were given to their worker first. */
    OLDEST,
    /** Those that lose least: cores held times the time run so far. */
    CHEAPEST;

    /** The one of a word such as {@code oldest}. */
    @JsonCreator
    public static Preempt of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As documents and the command line write it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
