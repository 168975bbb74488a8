package org.puli.simulation.time;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happened: the last lines for people, and one number over all of it that tells two runs apart. */
public final class Trace {
    private static final int KEPT = 300;
    private static final long PRIME = 0x100000001b3L;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private record Line(
            long nanos, String actor, String what, @Nullable Object detail) {
        @Override
        public String toString() {
            long millis = nanos / NANOS_PER_MILLI;
            String more = detail == null ? "" : " " + detail;
            return "t=%02d:%02d:%02d.%03d %s %s%s"
                    .formatted(
                            millis / 3_600_000,
                            millis / 60_000 % 60,
                            millis / 1000 % 60,
                            millis % 1000,
                            actor,
                            what,
                            more);
        }
    }

    private final Line[] lines = new Line[KEPT];
    private final Consumer<String> listener;
    private final boolean isHeard;
    private long count;
    private long hash = 0xcbf29ce484222325L;

    private Trace(Consumer<String> listener, boolean isHeard) {
        this.listener = listener;
        this.isHeard = isHeard;
    }

    /** A trace that only remembers. */
    public static Trace silent() {
        return new Trace(line -> {}, false);
    }

    /** A trace that tells each line at once. */
    public static Trace telling(Consumer<String> listener) {
        return new Trace(listener, true);
    }

    /** Adds a line; the detail is for people and does not tell runs apart. */
    public void add(long nanos, String actor, String what, @Nullable Object detail) {
        Line line = new Line(nanos, actor, what, detail);
        lines[(int) (count++ % KEPT)] = line;
        hash = (hash ^ nanos) * PRIME;
        hash = (hash ^ actor.hashCode()) * PRIME;
        hash = (hash ^ what.hashCode()) * PRIME;
        if (isHeard) {
            listener.accept(line.toString());
        }
    }

    /** One number over all lines so far; equal runs have equal ones, in every process. */
    public long hash() {
        return hash;
    }

    /** The last lines, oldest first. */
    public List<String> lastLines() {
        List<String> last = new ArrayList<>();
        for (long i = Math.max(0, count - KEPT); i < count; i++) {
            last.add(lines[(int) (i % KEPT)].toString());
        }
        return last;
    }
}
