package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.NumberRange;
import org.puli.api.spec.FrameRange;
import org.puli.farm.Task;
import org.puli.farm.request.Selection;

/** Which places of a task a selection names by frames and numbers. Stateless. */
final class Places {
    private Places() {}

    /** Ranges of places from 0, in order; null when the selection names none of the task's commands. */
    static @Nullable List<NumberRange> of(Task task, Selection what) {
        if (what.frames() == null && what.numbers().isEmpty()) {
            return List.of();
        }
        BitSet places = new BitSet();
        places.set(0, task.commandCount());
        if (what.frames() != null) {
            places.and(framed(task, what.frames()));
        }
        if (!what.numbers().isEmpty()) {
            places.and(numbered(task, what.numbers()));
        }
        List<NumberRange> ranges = ranges(places);
        boolean isAll = places.cardinality() == task.commandCount();
        return ranges.isEmpty() ? null : isAll ? List.of() : ranges;
    }

    private static BitSet framed(Task task, FrameRange wanted) {
        FrameRange frames = task.spec().frames();
        return frames == null
                ? new BitSet()
                : new FramePlaces(frames, wanted).places(task.spec().chunk());
    }

    private static BitSet numbered(Task task, List<NumberRange> wanted) {
        BitSet places = new BitSet();
        long first = task.commandId(0).value();
        for (NumberRange range : wanted) {
            long from = Math.max(0, range.first() - first);
            long to = Math.min(task.commandCount() - 1L, range.last() - first);
            if (from <= to) {
                places.set((int) from, (int) to + 1);
            }
        }
        return places;
    }

    private static List<NumberRange> ranges(BitSet places) {
        List<NumberRange> ranges = new ArrayList<>();
        for (int from = places.nextSetBit(0); from >= 0; from = places.nextSetBit(from)) {
            int to = places.nextClearBit(from);
            ranges.add(new NumberRange(from, to - 1L));
            from = to;
        }
        return ranges;
    }
}
