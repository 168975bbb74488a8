package org.puli.dispatcher.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;
import org.puli.api.view.LicenseView;
import org.puli.api.view.Page;
import org.puli.api.view.PoolView;
import org.puli.api.view.WorkerView;
import org.puli.dispatcher.loop.ViewBatch;
import org.puli.dispatcher.loop.ViewSink;

/**
 * The newest view of everything that was ever committed. Written by the store's thread, read by all without waiting.
 */
public final class Views implements ViewSink {
    private final ViewTable<JobId, JobView> jobs = new ViewTable<>();
    private final ViewTable<WorkerName, WorkerView> workers = new ViewTable<>();
    private final ViewTable<PoolName, PoolView> pools = new ViewTable<>();
    private final ViewTable<LicenseName, LicenseView> licenses = new ViewTable<>();
    private final LiveFeed feed;
    private volatile Counts commands = Counts.NONE;
    private volatile long batch;

    /** Views that tell a feed of every batch. */
    public Views(LiveFeed feed) {
        this.feed = feed;
    }

    /** Forgets everything: another farm, or the same one loaded anew, is about to be shown. */
    public void clear() {
        jobs.clear();
        workers.clear();
        pools.clear();
        licenses.clear();
        commands = Counts.NONE;
        batch = 0;
    }

    @Override
    public void publish(ViewBatch views) {
        views.jobs().forEach(view -> jobs.put(view.id(), view));
        views.deletedWorkers().forEach(workers::remove);
        views.workers().forEach(view -> workers.put(view.id(), view));
        views.pools().forEach(view -> pools.put(view.id(), view));
        views.licenses().forEach(view -> licenses.put(view.id(), view));
        views.deletedJobs().forEach(jobs::remove);
        views.deletedPools().forEach(pools::remove);
        commands = views.commands();
        batch = views.number();
        feed.publish(views);
    }

    /** Jobs that a filter lets through, the newest first. */
    public Page<JobView> jobs(Predicate<JobView> filter, long offset, int limit) {
        return page(jobs.descending(), filter, offset, limit);
    }

    /** A job as a line of a list; null when it is not there. */
    public @Nullable JobView findJob(JobId job) {
        return jobs.find(job);
    }

    /** How many jobs there are. */
    public long jobCount() {
        return jobs.size();
    }

    /** Workers in the order of their names. */
    public Page<WorkerView> workers(Predicate<WorkerView> filter, long offset, int limit) {
        return page(workers.ascending(), filter, offset, limit);
    }

    /** All workers in the order of their names. */
    public Collection<WorkerView> allWorkers() {
        return workers.ascending();
    }

    /** A worker; null when it is not there. */
    public @Nullable WorkerView findWorker(WorkerName worker) {
        return workers.find(worker);
    }

    /** Pools in the order of their names. */
    public Page<PoolView> pools(long offset, int limit) {
        return page(pools.ascending(), pool -> true, offset, limit);
    }

    /** A pool; null when it is not there. */
    public @Nullable PoolView findPool(PoolName pool) {
        return pools.find(pool);
    }

    /** Licenses in the order of their names. */
    public Page<LicenseView> licenses(long offset, int limit) {
        return page(licenses.ascending(), license -> true, offset, limit);
    }

    /** How many commands of all jobs stand where. */
    public Counts commands() {
        return commands;
    }

    /** The newest batch that is shown. */
    public long batch() {
        return batch;
    }

    private static <T> Page<T> page(Collection<T> all, Predicate<T> filter, long offset, int limit) {
        List<T> items = new ArrayList<>();
        long total = 0;
        for (T item : all) {
            if (filter.test(item)) {
                if (total >= offset && items.size() < limit) {
                    items.add(item);
                }
                total++;
            }
        }
        return new Page<>(items, total, offset);
    }
}
