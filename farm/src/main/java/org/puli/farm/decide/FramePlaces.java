package org.puli.farm.decide;

import java.util.BitSet;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.FrameRange.Segment;

/**
 * Finds where wanted frames stand in a range. Both may be long and in many pieces, so it either looks each wanted frame
 * up or walks the range once, whichever is less work.
 */
final class FramePlaces {
    private final FrameRange range;
    private final FrameRange wanted;
    private final int low;
    private final int high;

    FramePlaces(FrameRange range, FrameRange wanted) {
        this.range = range;
        this.wanted = wanted;
        this.low = wanted.segments().stream().mapToInt(Segment::first).min().orElse(0);
        this.high = wanted.segments().stream().mapToInt(Segment::last).max().orElse(-1);
    }

    /** Positions in the range, divided by how many frames stand in one place. */
    BitSet places(int chunk) {
        return wanted.count() * range.segments().size() <= range.count() ? lookedUp(chunk) : walked(chunk);
    }

    private BitSet lookedUp(int chunk) {
        BitSet places = new BitSet();
        for (Segment segment : wanted.segments()) {
            for (int frame = segment.first(); frame <= segment.last(); frame += segment.step()) {
                long position = range.positionOf(frame);
                if (position >= 0) {
                    places.set((int) (position / chunk));
                }
            }
        }
        return places;
    }

    private BitSet walked(int chunk) {
        BitSet frames = new BitSet();
        for (Segment segment : wanted.segments()) {
            for (int frame = segment.first(); frame <= segment.last(); frame += segment.step()) {
                frames.set(frame - low);
            }
        }
        BitSet places = new BitSet();
        long position = 0;
        for (Segment segment : range.segments()) {
            for (int frame = segment.first(); frame <= segment.last(); frame += segment.step()) {
                boolean isWanted = frame >= low && frame <= high && frames.get(frame - low);
                if (isWanted) {
                    places.set((int) (position / chunk));
                }
                position++;
            }
        }
        return places;
    }
}
