package org.puli.farm;

import java.util.ArrayDeque;
import java.util.Deque;
import org.puli.farm.change.Change.LoopHeldUp;

/** When workers were listened to: a worker's silence counts only then. Times are milliseconds of the steady clock. */
public final class Listening {
    /** More than fit into any worker's patience, unless the loop does nothing but come late. */
    private static final int GAPS = 64;

    private final Deque<LoopHeldUp> gaps = new ArrayDeque<>();
    private long since = Long.MIN_VALUE;

    Listening() {}

    void begin(long mono) {
        since = mono;
        gaps.clear();
    }

    void heldUp(LoopHeldUp gap) {
        if (gaps.size() == GAPS) {
            gaps.removeFirst();
        }
        gaps.add(gap);
    }

    /** Since when anything counts that has to be awaited; {@link Long#MIN_VALUE} before the loop has begun. */
    public long since() {
        return since;
    }

    /** For how long somebody said nothing who was last heard then, the times left out in which nobody listened. */
    public long silence(long heardMono, long nowMono) {
        long from = Math.max(heardMono, since);
        long missed = gaps.stream()
                .mapToLong(gap -> Math.max(0, gap.toMono() - Math.max(gap.fromMono(), from)))
                .sum();
        return nowMono - from - missed;
    }
}
