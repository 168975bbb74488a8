package org.puli.farm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.FrameRange;
import org.puli.api.view.Status;

/**
 * Which frames of a command are finished, by what its attempts told, and what is left for the next one. What a worker
 * tells is never more than a reason to leave something out: frames that are not the command's are not taken, and
 * whoever told that all are finished and did not end well is not believed at all. Stateless.
 */
public final class DoneFrames {
    /** A command with more frames than this always runs all of them. */
    public static final int MOST_FRAMES = 10_000;

    private DoneFrames() {}

    /**
     * What is known to be finished when a command moves; more than before when an attempt of it is over.
     *
     * @param more what the newest attempt told last; null for nothing
     */
    static @Nullable FrameRange after(Command command, @Nullable FrameRange more, Status before, Status to) {
        if (!before.isActive() || to.isActive()) {
            return command.framesDone();
        }
        return to == Status.DONE || to == Status.SKIPPED ? null : sum(command, more);
    }

    /** What earlier attempts finished, and the newest one as far as it told; null when that is nothing, or all. */
    private static @Nullable FrameRange sum(Command command, @Nullable FrameRange more) {
        if (more == null) {
            return command.framesDone();
        }
        FrameRange all = command.task().spec().framesOf(command.index());
        return all == null ? command.framesDone() : sum(all, command.framesDone(), more);
    }

    /** What is shown as finished, of earlier attempts and of the one that runs; null when none are known. */
    static @Nullable FrameRange shown(Command command) {
        FrameRange told = command.told().framesDone();
        if (told == null || command.framesDone() == null) {
            return told == null ? command.framesDone() : told;
        }
        FrameRange sum = sum(command, told);
        return sum == null ? command.task().spec().framesOf(command.index()) : sum;
    }

    /** The frames of both that are among all, in the order of all; null when that is none or all of them. */
    static @Nullable FrameRange sum(FrameRange all, @Nullable FrameRange known, FrameRange more) {
        long count = all.count();
        if (count > MOST_FRAMES) {
            return null;
        }
        BitSet done = places(all, known);
        done.or(places(all, more));
        return done.isEmpty() || done.cardinality() == count ? null : together(parts(all, done));
    }

    /** What is left, in parts that follow one another without a gap; just all where nothing is finished. */
    public static List<FrameRange> left(FrameRange all, @Nullable FrameRange done) {
        if (done == null || all.count() > MOST_FRAMES) {
            return List.of(all);
        }
        BitSet left = new BitSet();
        left.set(0, (int) all.count());
        left.andNot(places(all, done));
        return left.isEmpty() ? List.of(all) : parts(all, left);
    }

    /** The parts as one, as many of them as may be told. */
    static FrameRange together(List<FrameRange> parts) {
        List<FrameRange.Segment> segments = new ArrayList<>();
        parts.forEach(part -> segments.addAll(part.segments()));
        return new FrameRange(segments);
    }

    private static BitSet places(FrameRange all, @Nullable FrameRange some) {
        BitSet places = new BitSet();
        // Whoever names more than there is cannot mean these frames, and could keep the loop busy.
        if (some != null && some.count() <= all.count()) {
            TreeMap<Integer, Integer> placeOf = new TreeMap<>();
            for (int frame : all.frames()) {
                placeOf.put(frame, placeOf.size());
            }
            some.frames().stream()
                    .filter(placeOf::containsKey)
                    .map(placeOf::get)
                    .forEach(places::set);
        }
        return places;
    }

    private static List<FrameRange> parts(FrameRange all, BitSet places) {
        List<FrameRange> parts = new ArrayList<>();
        int from = places.nextSetBit(0);
        while (from >= 0) {
            int to = places.nextClearBit(from);
            parts.add(all.slice(from, to - from));
            from = places.nextSetBit(to);
        }
        return parts;
    }
}
