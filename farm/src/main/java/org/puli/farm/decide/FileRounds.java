package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;
import org.puli.farm.AwaitedFile;
import org.puli.farm.Farm;
import org.puli.farm.FileWatch;
import org.puli.farm.LookerCall;
import org.puli.farm.Moment;
import org.puli.farm.Pool;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;

/**
 * Who looks for the files that are waited for. The dispatcher itself never does: it need not have the storage. Each
 * file goes round the workers of its pool in the order of their numbers; who was woken to look is given all of them at
 * once. One object for each look at the whole.
 */
final class FileRounds {
    private final Farm farm;
    private final Moment now;
    private final Set<WorkerName> lost;
    private final List<Change> changes;
    private final TreeMap<PoolName, Ring> rings = new TreeMap<>();
    /** How many files each worker looks for, as far as that differs by what was decided here. */
    private final TreeMap<WorkerName, Integer> loads = new TreeMap<>();

    /** The workers of a pool that may look. */
    private record Ring(List<Worker> all, TreeMap<Long, Worker> withRoom) {}

    /** Rounds of a farm of which these workers are being lost at this very moment. */
    FileRounds(Farm farm, Moment now, Set<WorkerName> lost, List<Change> changes) {
        this.farm = farm;
        this.now = now;
        this.lost = lost;
        this.changes = changes;
    }

    /** Moves on what has been with one worker for long or is with a wrong one, and gives out what nobody looks for. */
    void turn() {
        Set<FileWatch> called = new HashSet<>();
        farm.files().pools().forEach(pool -> called(pool, called));
        List<FileWatch> leaving = new ArrayList<>();
        for (FileWatch watch : farm.files().given()) {
            Worker worker = watch.worker();
            if (called.contains(watch)) {
                continue;
            }
            boolean isOver = now.mono() - watch.since() >= FileWatch.TURN_MILLIS;
            if (isOver || !watch.isWellGiven() || (worker != null && lost.contains(worker.name()))) {
                leaving.add(watch);
                add(worker, -1);
            }
        }
        // Those that nobody looks for go first; where workers look for as much as they may, all get their turns so.
        for (PoolName pool : farm.files().openPools()) {
            Ring ring = ring(pool);
            for (FileWatch watch : farm.files().open(pool)) {
                if (ring.withRoom.isEmpty()) {
                    break;
                }
                if (!called.contains(watch)) {
                    give(watch, ring);
                }
            }
        }
        leaving.forEach(watch -> give(watch, ring(watch.pool())));
    }

    /** One that was woken to look and is awake by now looks for all that it may. */
    private void called(PoolName pool, Set<FileWatch> given) {
        LookerCall call = farm.files().findCall(pool);
        WorkerName name = call == null || !call.isOpen() ? null : call.worker();
        Worker worker = name == null ? null : farm.findWorker(name);
        if (worker == null || !ring(pool).all.contains(worker)) {
            return;
        }
        for (FileWatch watch : farm.files().all(pool)) {
            if (watch.worker() != worker && load(worker) < WorkerOrders.MOST_FILES) {
                add(watch.worker(), -1);
                give(watch, worker);
                given.add(watch);
            }
        }
    }

    private void give(FileWatch watch, Ring ring) {
        give(watch, findNext(watch, ring));
    }

    private void give(FileWatch watch, @Nullable Worker next) {
        if (next != null || watch.worker() != null) {
            WorkerName name = next == null ? null : next.name();
            changes.add(new Change.FileWatched(watch.pool(), watch.path(), name, now.mono()));
        }
        add(next, 1);
    }

    /** The first one is another for each file, so that many files are looked for by many. */
    private @Nullable Worker findNext(FileWatch watch, Ring ring) {
        while (!ring.withRoom.isEmpty()) {
            Map.Entry<Long, Worker> next =
                    ring.withRoom.higherEntry(watch.lastWorker() != 0 ? watch.lastWorker() : beforeFirst(watch, ring));
            Worker worker = (next == null ? ring.withRoom.firstEntry() : next).getValue();
            if (load(worker) < WorkerOrders.MOST_FILES) {
                return worker;
            }
            ring.withRoom.remove(worker.number());
        }
        return null;
    }

    private static long beforeFirst(FileWatch watch, Ring ring) {
        return ring.all.get((int) ((watch.number() - 1) % ring.all.size())).number() - 1;
    }

    private Ring ring(PoolName name) {
        return rings.computeIfAbsent(name, n -> {
            Pool pool = farm.findPool(n);
            List<Worker> all = pool == null
                    ? List.of()
                    : pool.workers().stream()
                            .filter(worker -> FileWatch.canLook(worker) && !lost.contains(worker.name()))
                            .sorted(Comparator.comparingLong(Worker::number))
                            .toList();
            TreeMap<Long, Worker> withRoom = new TreeMap<>();
            all.forEach(worker -> withRoom.put(worker.number(), worker));
            return new Ring(all, withRoom);
        });
    }

    private int load(Worker worker) {
        return farm.files().of(worker.name()).size() + loads.getOrDefault(worker.name(), 0);
    }

    private void add(@Nullable Worker worker, int files) {
        if (worker != null) {
            loads.merge(worker.name(), files, Integer::sum);
        }
    }

    /** What a worker has seen of all that it looks for. */
    static void found(Farm farm, Worker worker, WorkerReport report, Moment now, List<Change> changes) {
        for (FileWatch watch :
                report.found().isEmpty() ? List.<FileWatch>of() : farm.files().of(worker.name())) {
            if (report.found().contains(watch.path()) && watch.isAnsweredBy(report.ordersSeen())) {
                for (AwaitedFile file : watch.waiting()) {
                    changes.add(new Change.FileFound(file.job(), file.node(), file.place(), worker.name(), now.wall()));
                }
            }
        }
    }
}
