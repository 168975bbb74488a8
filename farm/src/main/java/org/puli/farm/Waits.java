package org.puli.farm;

import java.util.ArrayList;
import java.util.List;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.Outcome;

/**
 * What a task, a group or a job waits for as a whole: ends of other work, and times. Which times have come is told by
 * changes, since the farm has no clock; it is stored as one bit for each. Owned by the loop.
 */
final class Waits {
    private record End(Awaited target, Outcome outcome, Dependency.End said) {
        Gate gate() {
            return Gate.of(outcome, target.endedAs());
        }
    }

    private final List<End> ends = new ArrayList<>();
    private final List<Dependency.Time> times = new ArrayList<>();
    private long come;

    void add(Awaited target, Dependency.End said) {
        ends.add(new End(target, said.outcome(), said));
    }

    void add(Dependency.Time time) {
        times.add(time);
    }

    List<Dependency.Time> times() {
        return times;
    }

    boolean hasCome(int time) {
        return (come & (1L << time)) != 0;
    }

    void come(int time) {
        come |= 1L << time;
    }

    /** One bit for each time that has come, the first one lowest. */
    long come() {
        return come;
    }

    Gate gate() {
        Gate gate = Long.bitCount(come) == times.size() ? Gate.OPEN : Gate.WAITING;
        for (End end : ends) {
            gate = gate.or(end.gate());
        }
        return gate;
    }

    /** What has not come yet, or came otherwise. */
    List<Dependency> missing() {
        List<Dependency> missing = new ArrayList<>();
        for (End end : ends) {
            if (end.gate() != Gate.OPEN) {
                missing.add(end.said());
            }
        }
        for (int i = 0; i < times.size(); i++) {
            if (!hasCome(i)) {
                missing.add(times.get(i));
            }
        }
        return missing;
    }

    /** Whether a time or an end in another job has not come and may still do so. */
    boolean mayCome() {
        return Long.bitCount(come) < times.size()
                || ends.stream()
                        .anyMatch(
                                end -> end.said().job() != null && end.target().endedAs() == null);
    }

    boolean isKeptBy(Awaited other) {
        return ends.stream().anyMatch(end -> end.target() == other && end.gate() != Gate.OPEN);
    }

    void forget(Awaited gone) {
        ends.removeIf(end -> end.target() == gone);
    }

    List<Awaited> targets() {
        return ends.stream().map(End::target).toList();
    }
}
