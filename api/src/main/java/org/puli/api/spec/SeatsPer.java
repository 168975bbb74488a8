package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** By what the seats of a license are counted. */
public enum SeatsPer {
    /** Every running command holds the seats that it asked for. */
    @JsonProperty("command")
    COMMAND,
    /** All commands on one worker share: it holds as many seats as the one of them that asked for most. */
    @JsonProperty("worker")
    WORKER;

    /** The value as it is written in JSON and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value of a word; null when it is none. */
    public static @Nullable SeatsPer find(String word) {
        for (SeatsPer per : values()) {
            if (per.word().equals(word)) {
                return per;
            }
        }
        return null;
    }
}
