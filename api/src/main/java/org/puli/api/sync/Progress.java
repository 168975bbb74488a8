package org.puli.api.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.spec.FrameRange;

/**
 * What the program of an attempt tells while it runs. Soft: it is shown while the attempt runs, and stored nowhere, but
 * for licenses that it gave back, which others may hold from then on.
 *
 * @param fraction 0 to 1; null when the program tells nothing
 * @param message what it is at, one line of at most {@link #LONGEST_MESSAGE} characters without control characters;
 *     null for nothing
 * @param framesDone frames of the command that are finished, in its order, at most {@link #MOST_PARTS} parts; null for
 *     none that are known
 * @param released licenses that it needs no more though it goes on, sorted, at most {@link #MOST_RELEASED}; it may hold
 *     no seats of them
 */
public record Progress(
        @Nullable Double fraction,
        @Nullable String message,
        @Nullable FrameRange framesDone,
        List<LicenseName> released) {
    /** Copies the list. */
    public Progress {
        released = List.copyOf(released);
    }

    /** Progress of an attempt that keeps its licenses. */
    public Progress(@Nullable Double fraction, @Nullable String message, @Nullable FrameRange framesDone) {
        this(fraction, message, framesDone, List.of());
    }

    /** Nothing was told. */
    public static final Progress NONE = new Progress(null, null, null);

    /** Characters of a message. */
    public static final int LONGEST_MESSAGE = 200;

    /** Parts of the finished frames, as {@code 1-5,9} has two. */
    public static final int MOST_PARTS = 1_000;

    /** Licenses that a program may give back. */
    public static final int MOST_RELEASED = 32;

    /** The same with another message. */
    public Progress saying(@Nullable String words) {
        return new Progress(fraction, words, framesDone, released);
    }

    /** Whether there is nothing to tell. */
    public boolean isNone() {
        return equals(NONE);
    }
}
