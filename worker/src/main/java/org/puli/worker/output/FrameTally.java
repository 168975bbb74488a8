package org.puli.worker.output;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.Progress;

/**
 * Which frames of a command are begun and finished. Frames are held by their places in the command's range; what is not
 * in it is not taken, for programs also render what nobody asked for. For one thread at a time.
 */
final class FrameTally {
    private final @Nullable FrameRange frames;
    private final long count;
    private final BitSet begun = new BitSet();
    private final BitSet done = new BitSet();
    private int current = -1;
    private @Nullable FrameRange shown;

    /** Counts the frames of a command; null for one that has none. */
    FrameTally(@Nullable FrameRange frames) {
        this.frames = frames;
        this.count = frames == null ? 0 : frames.count();
    }

    /** How many frames there are; 0 when it has none. */
    long count() {
        return count;
    }

    /** How many frames are begun, finished ones among them. */
    long begun() {
        return begun.cardinality();
    }

    /** Says whether another frame than before is begun. */
    boolean begin(@Nullable Integer frame) {
        int place = frame == null ? begun.nextClearBit(0) : place(frame);
        if (place < 0 || place >= count || place == current) {
            return false;
        }
        begun.set(place);
        current = place;
        return true;
    }

    /** Says whether one more is finished. */
    boolean finish(@Nullable Integer frame) {
        int unnamed = current >= 0 ? current : done.nextClearBit(0);
        int place = frame == null ? unnamed : place(frame);
        if (place < 0 || place >= count || done.get(place)) {
            return false;
        }
        begun.set(place);
        done.set(place);
        shown = null;
        return true;
    }

    /** A frame is not finished after all. */
    void reopen(int frame) {
        int place = place(frame);
        if (place >= 0) {
            done.clear(place);
            shown = null;
        }
    }

    private int place(int frame) {
        return frames == null ? -1 : (int) frames.positionOf(frame);
    }

    /** How many frames lie behind: what was finished, or what was begun before the present one. */
    long behind() {
        return Math.max(done.cardinality(), begun.cardinality() - 1L);
    }

    /** The finished frames in the command's order, as many parts as may be told; null when there are none. */
    @Nullable
    FrameRange framesDone() {
        if (shown == null && frames != null && !done.isEmpty()) {
            shown = range(frames);
        }
        return shown;
    }

    private FrameRange range(FrameRange all) {
        List<FrameRange.Segment> segments = new ArrayList<>();
        int from = done.nextSetBit(0);
        while (from >= 0 && segments.size() < Progress.MOST_PARTS) {
            int to = done.nextClearBit(from);
            segments.addAll(all.slice(from, to - from).segments());
            from = done.nextSetBit(to);
        }
        return new FrameRange(segments.subList(0, Math.min(segments.size(), Progress.MOST_PARTS)));
    }
}
