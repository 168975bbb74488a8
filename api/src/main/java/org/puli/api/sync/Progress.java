package org.puli.api.sync;

import org.jspecify.annotations.Nullable;
import org.puli.api.spec.FrameRange;

/**
 * How far an attempt is, as its program tells it. Soft: it is shown while the attempt runs, and stored nowhere.
 *
 * @param fraction 0 to 1; null when the program tells nothing
 * @param message what it is at, one line of at most {@link #LONGEST_MESSAGE} characters without control characters;
 *     null for nothing
 * @param framesDone frames of the command that are finished, in its order, at most {@link #MOST_PARTS} parts; null for
 *     none that are known
 */
public record Progress(
        @Nullable Double fraction,
        @Nullable String message,
        @Nullable FrameRange framesDone) {
    /** Nothing was told. */
    public static final Progress NONE = new Progress(null, null, null);

    /** Characters of a message. */
    public static final int LONGEST_MESSAGE = 200;

    /** Parts of the finished frames, as {@code 1-5,9} has two. */
    public static final int MOST_PARTS = 1_000;

    /** Whether there is nothing to tell. */
    public boolean isNone() {
        return equals(NONE);
    }
}
