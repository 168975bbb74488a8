package org.puli.api.local;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.Availability.OfRunning;

/**
 * What somebody at the machine asks of its worker; each may be repeated.
 *
 * @param protocol the version that the asking side speaks, now {@link #PROTOCOL}
 * @param verb what to do; null for a word that is not known here
 * @param reason why, for others to read, at most 200 characters; null for none
 * @param running what is to become of running commands, for a pause; null lets them finish
 * @param withinMillis how long running commands may go on, for a stop, from 0; null for what the worker's settings say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LocalRequest(
        int protocol,

        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) @Nullable
        Verb verb,

        @Nullable String reason,
        @Nullable OfRunning running,
        @Nullable Long withinMillis) {
    /** The protocol of this release. */
    public static final int PROTOCOL = 1;

    /** Longest request, in bytes with its line end. */
    public static final int MOST_BYTES = 4_096;

    /** What one can ask. */
    public enum Verb {
        /** Only tell. */
        STATUS,
        /** Take nothing new; what runs goes on unless {@code running} says otherwise. */
        PAUSE,
        /** End a pause or a drain that was asked for here. */
        RESUME,
        /** Take nothing new and become empty. */
        DRAIN,
        /** Let what runs go on for a while, then end the daemon. */
        STOP,
        /** End the daemon at once and leave what runs to the next one. */
        LEAVE
    }

    /** A request of this release that says nothing more. */
    public static LocalRequest of(Verb verb) {
        return new LocalRequest(PROTOCOL, verb, null, null, null);
    }
}
