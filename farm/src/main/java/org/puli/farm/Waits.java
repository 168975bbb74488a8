package org.puli.farm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.Outcome;

/**
 * What a task, a group or a job waits for as a whole: ends of other work, and what comes once and for all, which is
 * times and files. Which of these have come is told by changes, since the farm has neither clock nor disk; it is stored
 * as one bit for each. Owned by the loop.
 */
final class Waits {
    private record End(Awaited target, Outcome outcome, Dependency.End said) {
        Gate gate() {
            return Gate.of(outcome, target.endedAs());
        }
    }

    private final List<End> ends = new ArrayList<>();
    /** Times and files, in the order of the document. */
    private final List<Dependency> once = new ArrayList<>();

    private long come;

    void add(Awaited target, Dependency.End said) {
        ends.add(new End(target, said.outcome(), said));
    }

    /** Adds a time or a file. */
    void add(Dependency timeOrFile) {
        once.add(timeOrFile);
    }

    /** Times and files, by their places. */
    List<Dependency> once() {
        return once;
    }

    boolean hasCome(int place) {
        return (come & (1L << place)) != 0;
    }

    void come(int place) {
        come |= 1L << place;
    }

    /** Waits for other times from now on; of what it waited for before, the same has come that had. */
    void retime(List<Dependency> now) {
        Set<Dependency> had = new HashSet<>();
        for (int place = 0; place < once.size(); place++) {
            if (hasCome(place)) {
                had.add(once.get(place));
            }
        }
        once.clear();
        once.addAll(now);
        come = 0;
        for (int place = 0; place < once.size(); place++) {
            if (had.contains(once.get(place))) {
                come(place);
            }
        }
    }

    /** One bit for each time and file that has come, the first one lowest. */
    long come() {
        return come;
    }

    Gate gate() {
        Gate gate = Long.bitCount(come) == once.size() ? Gate.OPEN : Gate.WAITING;
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
        for (int i = 0; i < once.size(); i++) {
            if (!hasCome(i)) {
                missing.add(once.get(i));
            }
        }
        return missing;
    }

    /** Whether a time, a file or an end in another job has not come and may still do so. */
    boolean mayCome() {
        return Long.bitCount(come) < once.size()
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
