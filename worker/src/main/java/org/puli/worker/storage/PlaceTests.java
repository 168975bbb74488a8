package org.puli.worker.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.PathFinding.State;
import org.puli.api.sync.PathProbe;
import org.puli.api.sync.ProbeOrder;
import org.puli.api.sync.ProbeReport;

/**
 * Tests places of storage, one round at a time, and waits for none of them longer than {@link #LIMIT_MILLIS}. A test
 * that has not come back is not begun again, and only so many are out at once: a dead mount costs a thread for as long
 * as it is dead. A passive object, owned by the worker's loop; answers come from any thread.
 */
public final class PlaceTests {
    /** How long a place may take to be tested. */
    static final long LIMIT_MILLIS = 10_000;

    /** Tests that are out at once, those that hang since earlier rounds among them. */
    static final int MOST_AT_ONCE = 8;

    private final Places places;
    private final Runnable wake;
    private final Queue<PathFinding> answers = new ConcurrentLinkedQueue<>();
    /** Roots whose tests have not come back, with when they began, on the clock that never jumps. */
    private final TreeMap<String, Long> out = new TreeMap<>();

    private final TreeMap<String, PathFinding> findings = new TreeMap<>();
    private @Nullable ProbeOrder order;
    private long lastRound;
    private @Nullable ProbeReport report;

    /**
     * Tests nothing so far.
     *
     * @param wake brings the next turn of the loop, from any thread
     */
    public PlaceTests(Places places, Runnable wake) {
        this.places = places;
        this.wake = wake;
    }

    /** Begins a round that is new; null ends the present one, whose results are not wanted any more. */
    public void follow(@Nullable ProbeOrder wanted) {
        if (wanted == null) {
            order = null;
            report = null;
        } else if (order == null ? wanted.round() != lastRound : wanted.round() != order.round()) {
            order = wanted;
            lastRound = wanted.round();
            report = null;
            findings.clear();
        }
    }

    /** Takes answers, begins what may begin, and gives up on what hangs. */
    public void turn(long monoMillis) {
        for (PathFinding answer = answers.poll(); answer != null; answer = answers.poll()) {
            out.remove(answer.root());
            take(answer);
        }
        ProbeOrder now = order;
        if (now == null || report != null) {
            return;
        }
        for (PathProbe probe : now.probes()) {
            if (!findings.containsKey(probe.name())) {
                look(probe, monoMillis);
            }
        }
        if (findings.size() >= names(now).size()) {
            report = new ProbeReport(now.round(), List.copyOf(findings.values()));
        }
    }

    private static Set<String> names(ProbeOrder order) {
        Set<String> names = new TreeSet<>();
        order.probes().forEach(probe -> names.add(probe.name()));
        return names;
    }

    private void take(PathFinding answer) {
        ProbeOrder now = order;
        boolean isWanted = now != null
                && now.probes().stream()
                        .anyMatch(probe -> probe.name().equals(answer.name())
                                && probe.root().equals(answer.root()));
        if (isWanted) {
            findings.putIfAbsent(answer.name(), answer);
        }
    }

    private void look(PathProbe probe, long monoMillis) {
        Long since = out.get(probe.root());
        if (since != null && monoMillis - since >= LIMIT_MILLIS) {
            String seconds = (monoMillis - since) / 1_000 + " s";
            findings.put(probe.name(), PathFinding.bad(probe, State.HANGING, "has not answered for " + seconds));
        } else if (since == null && out.size() < MOST_AT_ONCE) {
            out.put(probe.root(), monoMillis);
            places.test(probe, this::answer);
        } else if (since == null && out.values().stream().allMatch(begun -> monoMillis - begun >= LIMIT_MILLIS)) {
            String why = "not tested, since " + out.size() + " other places hang";
            findings.put(probe.name(), PathFinding.bad(probe, State.FAILED, why));
        }
    }

    private void answer(PathFinding finding) {
        answers.add(finding);
        wake.run();
    }

    /** What the round has found; null until all of it is known, and when there is none. */
    public @Nullable ProbeReport findReport() {
        return report;
    }

    /** In how many milliseconds something is given up; what has to wait for an answer aside, which rings by itself. */
    public long untilNext(long monoMillis) {
        if (order == null || report != null) {
            return Long.MAX_VALUE;
        }
        List<Long> begun = new ArrayList<>(out.values());
        return begun.stream()
                .mapToLong(since -> Math.max(0, since + LIMIT_MILLIS - monoMillis))
                .filter(left -> left > 0)
                .min()
                .orElse(0);
    }
}
