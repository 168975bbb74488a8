package org.puli.farm;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.spec.PathRoot;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PathTest;
import org.puli.api.spec.Platform;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.PathProbe;
import org.puli.api.sync.ProbeOrder;
import org.puli.api.view.PathHealth;
import org.puli.farm.change.Change;

/** Which workers test the storage just now, and how they found it last. Forgotten at a restart. Owned by the loop. */
public final class PathTests {
    /** After so long without an answer nobody waits for it any more. */
    public static final long PATIENCE_MILLIS = 60_000;

    private static final class OfWorker {
        private long round;
        private long begunMono = Long.MIN_VALUE;
        private boolean isOpen;
        private long testedAt;
        private List<PathFinding> findings = List.of();
    }

    private final TreeMap<WorkerName, OfWorker> workers = new TreeMap<>();

    PathTests() {}

    /** What a worker has to test under the rules of now, in the order of their names. */
    public static List<PathProbe> probes(Farm farm, Worker worker) {
        List<PathProbe> probes = new ArrayList<>();
        Platform platform = worker.facts().findPlatform();
        if (platform == null) {
            return probes;
        }
        for (PathRule rule : farm.paths().rules()) {
            PathRoot root = rule.findRoot(platform);
            boolean isMeant = rule.pools().isEmpty()
                    || worker.pools().stream().anyMatch(pool -> rule.pools().contains(pool.name()));
            if (root != null && isMeant && rule.test() != PathTest.NONE) {
                probes.add(new PathProbe(rule.name(), root.text(), rule.test() == PathTest.WRITE));
            }
        }
        return probes;
    }

    /** What a worker is to be told; null when it has answered, or is to test nothing. */
    @Nullable
    ProbeOrder findOrder(Farm farm, Worker worker) {
        OfWorker of = workers.get(worker.name());
        return of == null || !of.isOpen ? null : new ProbeOrder(of.round, probes(farm, worker));
    }

    /** Whether an answer of this round is waited for. */
    public boolean awaits(WorkerName worker, long round) {
        OfWorker of = workers.get(worker);
        return of != null && of.isOpen && of.round == round;
    }

    /** The number of its newest round; 0 for none. */
    public long round(WorkerName worker) {
        OfWorker of = workers.get(worker);
        return of == null ? 0 : of.round;
    }

    /** When a worker was last told to test, on the clock that never jumps; {@link Long#MIN_VALUE} for never. */
    public long begunMono(WorkerName worker) {
        OfWorker of = workers.get(worker);
        return of == null ? Long.MIN_VALUE : of.begunMono;
    }

    /** How a worker sees what it has to test now. */
    public List<PathHealth> health(Farm farm, Worker worker, long monoMillis) {
        OfWorker of = workers.getOrDefault(worker.name(), new OfWorker());
        boolean isPending = of.isOpen && monoMillis - of.begunMono < PATIENCE_MILLIS;
        return probes(farm, worker).stream()
                .map(probe -> health(worker.name(), probe, of, isPending))
                .toList();
    }

    private static PathHealth health(WorkerName worker, PathProbe probe, OfWorker of, boolean isPending) {
        PathFinding found = of.findings.stream()
                .filter(finding ->
                        finding.name().equals(probe.name()) && finding.root().equals(probe.root()))
                .findFirst()
                .orElse(null);
        return found == null
                ? new PathHealth(worker, probe.name(), probe.root(), null, null, 0, 0, 0, 0, 0, null, isPending)
                : new PathHealth(
                        worker,
                        probe.name(),
                        probe.root(),
                        found.state(),
                        found.detail(),
                        found.freeBytes(),
                        found.totalBytes(),
                        found.lookMicros(),
                        found.readBytesPerSecond(),
                        found.writeBytesPerSecond(),
                        of.testedAt,
                        isPending);
    }

    void begun(Change.PathTestBegun change) {
        OfWorker of = workers.computeIfAbsent(change.worker(), name -> new OfWorker());
        of.round = change.round();
        of.begunMono = change.monoAt();
        of.isOpen = true;
    }

    void tested(Change.PathsTested change) {
        OfWorker of = workers.computeIfAbsent(change.worker(), name -> new OfWorker());
        of.findings = change.findings();
        of.testedAt = change.at();
        of.isOpen = false;
    }

    void forget(WorkerName worker) {
        workers.remove(worker);
    }
}
