package org.puli.farm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.sync.OrdersNumber;

/**
 * Files that are waited for and were not seen, and who looks for which. The latter is forgotten at a restart and chosen
 * anew. Nobody looks for what a job waits for that has ended. Owned by the loop.
 */
public final class FileWatches {
    /** What a job waits for; the pool is null while nobody looks for it. */
    private static final class OfJob {
        private final TreeMap<AwaitedFile, String> missing = new TreeMap<>();
        private @Nullable PoolName pool;
    }

    private final Consumer<Worker> ordersDue;
    private final TreeMap<JobId, OfJob> byJob = new TreeMap<>();
    private final TreeMap<PoolName, TreeMap<String, FileWatch>> byPool = new TreeMap<>();
    /** Those that somebody looks for, the longest first. */
    private final LinkedHashSet<FileWatch> given = new LinkedHashSet<>();
    /** Those that nobody looks for, the longest first. */
    private final TreeMap<PoolName, Set<FileWatch>> open = new TreeMap<>();

    private final TreeMap<WorkerName, Set<FileWatch>> byWorker = new TreeMap<>();
    /** Whom to expect, or who came last. */
    private final TreeMap<PoolName, LookerCall> calls = new TreeMap<>();

    private long count;

    /** Tells who has to be given new orders. */
    FileWatches(Consumer<Worker> ordersDue) {
        this.ordersDue = ordersDue;
    }

    /** Files that somebody looks for, the longest first. */
    public Collection<FileWatch> given() {
        return Collections.unmodifiableCollection(given);
    }

    /** Pools that have files for which nobody looks. */
    public Collection<PoolName> openPools() {
        return Collections.unmodifiableCollection(open.keySet());
    }

    /** Files of a pool for which nobody looks, the longest first. */
    public Collection<FileWatch> open(PoolName pool) {
        return Collections.unmodifiableCollection(open.getOrDefault(pool, new LinkedHashSet<>()));
    }

    /** Pools that have files, whether somebody looks for them or not. */
    public Collection<PoolName> pools() {
        return Collections.unmodifiableCollection(byPool.keySet());
    }

    /** All files of a pool, sorted by their paths. */
    public Collection<FileWatch> all(PoolName pool) {
        return Collections.unmodifiableCollection(
                byPool.getOrDefault(pool, new TreeMap<>()).values());
    }

    /** Who was woken last to look for the files of a pool; null while no one sleeps there that could be. */
    public @Nullable LookerCall findCall(PoolName pool) {
        return calls.get(pool);
    }

    /** What a worker looks for. */
    public Collection<FileWatch> of(WorkerName worker) {
        return Collections.unmodifiableCollection(byWorker.getOrDefault(worker, new LinkedHashSet<>()));
    }

    /** The paths that a worker looks for, sorted. */
    List<String> paths(WorkerName worker) {
        TreeSet<String> paths = new TreeSet<>();
        of(worker).forEach(watch -> paths.add(watch.path()));
        return List.copyOf(paths);
    }

    /** A file that jobs of a pool wait for; null when none does. */
    public @Nullable FileWatch find(PoolName pool, String path) {
        TreeMap<String, FileWatch> ofPool = byPool.get(pool);
        return ofPool == null ? null : ofPool.get(path);
    }

    /** A job waits for a file; one that is only about to be part of the farm is {@link #follow followed} later. */
    void add(Job job, String path, AwaitedFile who) {
        OfJob files = byJob.computeIfAbsent(job.id(), id -> new OfJob());
        files.missing.put(who, path);
        if (files.pool != null) {
            begin(files.pool, path, who);
        }
    }

    /** The file has come, or nobody minds any more. */
    void remove(Job job, String path, AwaitedFile who) {
        OfJob files = byJob.get(job.id());
        if (files != null && files.missing.remove(who) != null && files.pool != null) {
            end(files.pool, path, who);
        }
    }

    /** A job is gone. */
    void forget(Job job) {
        OfJob files = byJob.remove(job.id());
        if (files != null) {
            move(files, null);
        }
    }

    /** A worker is gone. */
    void forget(Worker worker) {
        for (FileWatch watch : List.copyOf(of(worker.name()))) {
            give(watch, null, watch.since());
        }
    }

    /** Something of a job moved: it may have ended, be in progress again, or belong to another pool. */
    void follow(Job job) {
        OfJob files = byJob.get(job.id());
        if (files != null) {
            move(files, job.tally().isEnded() ? null : job.pool());
        }
    }

    private void move(OfJob files, @Nullable PoolName to) {
        PoolName from = files.pool;
        if (Objects.equals(from, to)) {
            return;
        }
        files.pool = to;
        for (Map.Entry<AwaitedFile, String> file : files.missing.entrySet()) {
            if (from != null) {
                end(from, file.getValue(), file.getKey());
            }
            if (to != null) {
                begin(to, file.getValue(), file.getKey());
            }
        }
    }

    private void begin(PoolName pool, String path, AwaitedFile who) {
        TreeMap<String, FileWatch> ofPool = byPool.computeIfAbsent(pool, name -> new TreeMap<>());
        FileWatch watch = ofPool.get(path);
        if (watch == null) {
            watch = new FileWatch(pool, path, ++count);
            ofPool.put(path, watch);
            put(watch);
        }
        watch.add(who);
    }

    private void end(PoolName pool, String path, AwaitedFile who) {
        FileWatch watch = find(pool, path);
        if (watch != null && watch.remove(who)) {
            take(watch);
            byPool.computeIfPresent(pool, (name, ofPool) -> {
                ofPool.remove(path);
                return ofPool.isEmpty() ? null : ofPool;
            });
            if (!byPool.containsKey(pool)) {
                calls.remove(pool);
            }
            if (watch.worker() != null) {
                ordersDue.accept(watch.worker());
            }
        }
    }

    /** A sleeping worker is woken for the files of a pool; or there is one now that could be. */
    void call(PoolName pool, @Nullable Worker worker, long monoAt) {
        if (byPool.containsKey(pool)) {
            LookerCall call = worker == null
                    ? new LookerCall(null, 0, monoAt, false)
                    : new LookerCall(worker.name(), worker.number(), monoAt, true);
            calls.put(pool, call);
        }
    }

    private void answer(PoolName pool, Worker worker) {
        calls.computeIfPresent(pool, (name, call) -> worker.name().equals(call.worker()) ? call.answered() : call);
    }

    /** From now on this worker looks for a file; nobody does when there is none. */
    void give(FileWatch watch, @Nullable Worker to, long monoAt) {
        Worker before = watch.worker();
        take(watch);
        watch.give(to, monoAt);
        put(watch);
        if (to != null) {
            answer(watch.pool(), to);
        }
        if (before != to) {
            for (Worker worker : nonNull(before, to)) {
                ordersDue.accept(worker);
            }
        }
    }

    private static List<Worker> nonNull(@Nullable Worker one, @Nullable Worker other) {
        List<Worker> both = new ArrayList<>();
        if (one != null) {
            both.add(one);
        }
        if (other != null) {
            both.add(other);
        }
        return both;
    }

    private void put(FileWatch watch) {
        Worker worker = watch.worker();
        if (worker == null) {
            open.computeIfAbsent(watch.pool(), name -> new LinkedHashSet<>()).add(watch);
        } else {
            given.add(watch);
            byWorker.computeIfAbsent(worker.name(), name -> new LinkedHashSet<>())
                    .add(watch);
        }
    }

    private void take(FileWatch watch) {
        Worker worker = watch.worker();
        if (worker == null) {
            open.computeIfPresent(watch.pool(), (name, all) -> without(all, watch));
        } else {
            given.remove(watch);
            byWorker.computeIfPresent(worker.name(), (name, all) -> without(all, watch));
        }
    }

    private static @Nullable Set<FileWatch> without(Set<FileWatch> all, FileWatch gone) {
        all.remove(gone);
        return all.isEmpty() ? null : all;
    }

    /** Orders with this number tell a worker of all that it looks for. */
    void ordered(WorkerName worker, OrdersNumber orders) {
        of(worker).forEach(watch -> watch.ordered(orders));
    }
}
