package org.puli.farm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.puli.api.JobId;
import org.puli.farm.change.Change;

/**
 * Whose wait has to be looked at next, sorted, so that a look costs what is due and nothing else: those that have come
 * into line, those that were loaded, and those that are lifted by a point as time passes. Owned by the loop.
 */
public final class Lifts {
    private record Due(long mono, JobId job) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(mono, other.mono);
            return byTime != 0 ? byTime : job.compareTo(other.job);
        }
    }

    private final TreeMap<JobId, Waiting> fresh = new TreeMap<>();
    private final TreeMap<JobId, Waiting> unanchored = new TreeMap<>();
    private final TreeMap<Due, Waiting> due = new TreeMap<>();

    Lifts() {}

    void add(Waiting waiting) {
        if (waiting.isFresh()) {
            fresh.put(waiting.job(), waiting);
        } else if (!waiting.isAnchored()) {
            unanchored.put(waiting.job(), waiting);
        } else {
            due.put(new Due(waiting.nextAt(), waiting.job()), waiting);
        }
    }

    void remove(Waiting waiting) {
        fresh.remove(waiting.job());
        unanchored.remove(waiting.job());
        if (waiting.isAnchored()) {
            due.remove(new Due(waiting.nextAt(), waiting.job()));
        }
    }

    /** Whether waits were loaded of which the loop does not know yet how long they were. */
    boolean hasUnanchored() {
        return !unanchored.isEmpty();
    }

    List<Waiting> unanchored() {
        return List.copyOf(unanchored.values());
    }

    /** What a look at this moment brings: waits that begin now, then jobs that have waited for another point. */
    public List<Change> due(Moment now) {
        List<Change> changes = new ArrayList<>();
        if (!fresh.isEmpty()) {
            changes.add(new Change.WaitsBegun(List.copyOf(fresh.keySet()), now.wall(), now.mono()));
        }
        for (Map.Entry<Due, Waiting> first : due.entrySet()) {
            if (first.getKey().mono() > now.mono()) {
                break;
            }
            changes.add(
                    new Change.JobLifted(first.getKey().job(), first.getValue().pointsAt(now.mono())));
        }
        return changes;
    }
}
