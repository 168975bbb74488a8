package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Frames in the order in which they are to run, written as {@code 1-100}, {@code 1-100x2} or {@code 1,5,9-12}. Frame
 * numbers go from -9,999,999 to 9,999,999; a range is never empty.
 */
public record FrameRange(List<Segment> segments) {
    private static final Pattern PART = Pattern.compile("(-?\\d{1,7})(?:-(-?\\d{1,7})(?:x(\\d{1,7}))?)?");

    /** A run of frames: {@code first}, then every {@code step}-th up to {@code last}, which is itself reached. */
    public record Segment(int first, int last, int step) {
        /** Cuts {@code last} down to the last frame that is reached; a single frame has step 1. */
        public Segment {
            if (step < 1 || last < first) {
                throw new IllegalArgumentException("no frames in " + first + "-" + last + "x" + step);
            }
            last = first + (last - first) / step * step;
            step = last == first ? 1 : step;
        }

        int count() {
            return (last - first) / step + 1;
        }

        boolean contains(int frame) {
            return frame >= first && frame <= last && (frame - first) % step == 0;
        }

        @Override
        public String toString() {
            if (first == last) {
                return Integer.toString(first);
            }
            return first + "-" + last + (step == 1 ? "" : "x" + step);
        }
    }

    /** Refuses an empty list. */
    public FrameRange {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a frame range names at least one frame");
        }
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException with the part that could not be read and what was expected
     */
    @JsonCreator
    public static FrameRange parse(String text) {
        List<Segment> segments = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            segments.add(segment(part.strip()));
        }
        return new FrameRange(segments);
    }

    private static Segment segment(String part) {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + part + "' is not a frame range; write 1-100, 1-100x2 or 1,5,9-12 (up to 7 digits)");
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
        if (last < first) {
            throw new IllegalArgumentException("'" + part + "' ends before it starts; write " + last + "-" + first);
        }
        if (step < 1) {
            throw new IllegalArgumentException("'" + part + "' has step 0; a step is 1 or more");
        }
        return new Segment(first, last, step);
    }

    /** One single frame. */
    public static FrameRange of(int frame) {
        return new FrameRange(List.of(new Segment(frame, frame, 1)));
    }

    /** How many frames there are, from 1. */
    public long count() {
        long count = 0;
        for (Segment segment : segments) {
            count += segment.count();
        }
        return count;
    }

    /** The frame at a position from 0. */
    public int frameAt(long position) {
        long rest = position;
        for (Segment segment : segments) {
            if (rest < segment.count()) {
                return segment.first() + (int) rest * segment.step();
            }
            rest -= segment.count();
        }
        throw new IndexOutOfBoundsException("frame " + position + " of " + count());
    }

    /** The position of a frame, from 0; -1 when it is not in the range. */
    public long positionOf(int frame) {
        long before = 0;
        for (Segment segment : segments) {
            if (segment.contains(frame)) {
                return before + (frame - segment.first()) / segment.step();
            }
            before += segment.count();
        }
        return -1;
    }

    /** The frames from a position on, {@code length} of them or what is left. */
    public FrameRange slice(long from, long length) {
        if (length == 1 && from < count()) {
            return of(frameAt(from));
        }
        List<Segment> slice = new ArrayList<>();
        long skip = from;
        long left = length;
        for (Segment segment : segments) {
            long take = Math.min(segment.count() - skip, left);
            if (skip < segment.count() && take > 0) {
                int first = segment.first() + (int) skip * segment.step();
                slice.add(new Segment(first, first + (int) (take - 1) * segment.step(), segment.step()));
                left -= take;
            }
            skip = Math.max(0, skip - segment.count());
        }
        return new FrameRange(slice);
    }

    /** All frames, one by one; for the frames of one command, not for a whole job. */
    public List<Integer> frames() {
        List<Integer> frames = new ArrayList<>();
        for (Segment segment : segments) {
            for (int i = 0; i < segment.count(); i++) {
                frames.add(segment.first() + i * segment.step());
            }
        }
        return frames;
    }

    /** A frame that is named twice, or null; takes a time that grows with the count, and up to 2.5 MB. */
    public @Nullable Integer findDuplicate() {
        if (segments.size() == 1) {
            return null;
        }
        int lowest = segments.stream().mapToInt(Segment::first).min().orElse(0);
        BitSet seen = new BitSet();
        for (Segment segment : segments) {
            for (int i = 0; i < segment.count(); i++) {
                int frame = segment.first() + i * segment.step();
                if (seen.get(frame - lowest)) {
                    return frame;
                }
                seen.set(frame - lowest);
            }
        }
        return null;
    }

    @Override
    @JsonValue
    public String toString() {
        return segments.size() == 1
                ? segments.getFirst().toString()
                : segments.stream().map(Segment::toString).collect(Collectors.joining(","));
    }
}
