package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What workers test of the place that a path rule names. */
public enum PathTest {
    /** Nothing. */
    @JsonProperty("none")
    NONE,
    /** That the folder is there and can be read. */
    @JsonProperty("read")
    READ,
    /** That it can be written to as well. */
    @JsonProperty("write")
    WRITE;

    /** The value as it is written in JSON and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value of a word; null when it is none. */
    public static @Nullable PathTest find(String word) {
        for (PathTest test : values()) {
            if (test.word().equals(word)) {
                return test;
            }
        }
        return null;
    }
}
