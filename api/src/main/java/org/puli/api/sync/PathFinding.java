package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How a worker found a place of storage. Measures are 0 where nothing could be measured.
 *
 * @param name of the path rule that names it
 * @param root where it was looked for
 * @param detail more in words; null when there is nothing more to say
 * @param freeBytes what the worker's user may still write there
 * @param totalBytes how large the file system is
 * @param lookMicros how long it took to look at the folder and into it, in millionths of a second
 * @param readBytesPerSecond how fast a little of a file was read; what the machine has in memory is read faster
 * @param writeBytesPerSecond how fast a little was written and brought to the disk or server
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record PathFinding(
        @JsonInclude String name,
        @JsonInclude String root,

        @JsonInclude @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        State state,

        @Nullable String detail,
        long freeBytes,
        long totalBytes,
        long lookMicros,
        long readBytesPerSecond,
        long writeBytesPerSecond) {
    /** Longest detail, in characters. */
    public static final int LONGEST_DETAIL = 200;

    /** How it is. */
    public enum State {
        /** It is there, and what is wanted can be done. */
        OK,
        /** Nothing is there: it is not mounted, or has another name. */
        MISSING,
        /** Something else than a folder is there. */
        NO_FOLDER,
        /** The worker's user may not look into it. */
        UNREADABLE,
        /** The worker's user may not write to it, or there is no room. */
        UNWRITABLE,
        /** It did not answer in time: a dead mount, most likely. */
        HANGING,
        /** It could not be tested for another reason. */
        FAILED
    }

    /** Takes an unknown state as a failure. */
    public PathFinding {
        state = state == null ? State.FAILED : state;
    }

    /** A place of which nothing can be measured. */
    public static PathFinding bad(PathProbe probe, State state, @Nullable String detail) {
        return new PathFinding(probe.name(), probe.root(), state, detail, 0, 0, 0, 0, 0);
    }
}
