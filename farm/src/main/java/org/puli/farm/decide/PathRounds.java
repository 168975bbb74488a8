package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.sync.ProbeReport;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.PathHealth;
import org.puli.api.view.PathRound;
import org.puli.api.view.Presence;
import org.puli.farm.Farm;
import org.puli.farm.Moment;
import org.puli.farm.PathTests;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.ShowPathHealth;
import org.puli.farm.request.TestPaths;

/** When which workers test what they see of the storage: when somebody asks, and rarely by themselves. */
final class PathRounds {
    /** How long after a test the next one comes by itself. */
    static final long REST_MILLIS = 6 * 3_600_000L;

    /** So many begin at one tick by themselves, lest a whole farm writes to one server at once. */
    static final int MOST_AT_ONCE = 4;

    Decision<PathRound> begin(Farm farm, TestPaths request, Moment now) {
        if (request.pool() != null && farm.findPool(request.pool()) == null) {
            return Decision.refuse(Kind.UNKNOWN, "unknown-pool", Unknown.pool(farm, request.pool()));
        }
        List<Change> changes = new ArrayList<>();
        List<WorkerName> told = new ArrayList<>();
        for (Worker worker : farm.workers()) {
            if (isIn(worker, request.pool()) && canTest(farm, worker)) {
                changes.add(begin(farm, worker, now));
                told.add(worker.name());
            }
        }
        String whose = request.pool() == null ? "all pools" : "pool " + request.pool();
        Note note = new Note(
                "test",
                "paths",
                null,
                null,
                "",
                told.size() + (told.size() == 1 ? " worker of " : " workers of ") + whose);
        return Decision.<PathRound>of(changes, f -> new PathRound(told)).noted(note);
    }

    Decision<List<PathHealth>> show(Farm farm, ShowPathHealth request, Moment now) {
        if (request.pool() != null && farm.findPool(request.pool()) == null) {
            return Decision.refuse(Kind.UNKNOWN, "unknown-pool", Unknown.pool(farm, request.pool()));
        }
        return Decision.of(f -> f.workers().stream()
                .filter(worker -> isIn(worker, request.pool()))
                .flatMap(worker -> f.paths().tests().health(f, worker, now.mono()).stream())
                .toList());
    }

    private static boolean isIn(Worker worker, @Nullable PoolName pool) {
        return pool == null || worker.pools().stream().anyMatch(p -> p.name().equals(pool));
    }

    private static boolean canTest(Farm farm, Worker worker) {
        return worker.presence() == Presence.ONLINE
                && !PathTests.probes(farm, worker).isEmpty();
    }

    /** Wall time tells rounds apart over restarts, too: a worker that has done one of them takes no other for it. */
    private static Change begin(Farm farm, Worker worker, Moment now) {
        long round = Math.max(now.wall(), farm.paths().tests().round(worker.name()) + 1);
        return new Change.PathTestBegun(worker.name(), round, now.mono());
    }

    /** Lets some of those begin that have rested for long, or never have tested. */
    static void turn(Farm farm, Moment now, Set<WorkerName> lost, List<Change> changes) {
        int count = 0;
        for (Worker worker : farm.paths().rules().isEmpty() ? List.<Worker>of() : farm.workers()) {
            long begun = farm.paths().tests().begunMono(worker.name());
            boolean isDue = begun == Long.MIN_VALUE || now.mono() - begun >= REST_MILLIS;
            boolean isHeard = worker.contact().lastSeenMono() != Long.MIN_VALUE && !lost.contains(worker.name());
            if (count < MOST_AT_ONCE && isDue && isHeard && canTest(farm, worker)) {
                changes.add(begin(farm, worker, now));
                count++;
            }
        }
    }

    /** What a worker found, if that was waited for. */
    static void found(Farm farm, Worker worker, WorkerReport report, Moment now, List<Change> changes) {
        ProbeReport probed = report.probed();
        if (probed != null && farm.paths().tests().awaits(worker.name(), probed.round())) {
            changes.add(new Change.PathsTested(worker.name(), probed.findings(), now.wall()));
        }
    }
}
