package org.puli.dispatcher.live;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.puli.api.JobId;
import org.puli.api.view.JobView;
import org.puli.dispatcher.loop.ViewBatch;

/** Hands each batch to those who watch its jobs. Safe on every thread; publishing never waits for a watcher. */
public final class LiveFeed {
    private final ConcurrentHashMap<JobId, List<Subscriber>> byJob = new ConcurrentHashMap<>();
    private volatile boolean isOpen = true;

    /** Starts to watch some jobs; take the present views only after this, so that nothing falls between. */
    public Subscriber subscribe(Set<JobId> jobs) {
        Subscriber subscriber = new Subscriber(jobs);
        jobs.forEach(job ->
                byJob.computeIfAbsent(job, id -> new CopyOnWriteArrayList<>()).add(subscriber));
        if (!isOpen) {
            subscriber.end();
        }
        return subscriber;
    }

    /** Ends a watch. */
    public void unsubscribe(Subscriber subscriber) {
        for (JobId job : subscriber.jobs()) {
            byJob.computeIfPresent(job, (id, watchers) -> {
                watchers.remove(subscriber);
                return watchers.isEmpty() ? null : watchers;
            });
        }
    }

    /** Whether there is something to be watched. All watches end when there is not. */
    public void open(boolean now) {
        isOpen = now;
        if (!now) {
            byJob.values().forEach(watchers -> watchers.forEach(Subscriber::end));
        }
    }

    void publish(ViewBatch batch) {
        if (byJob.isEmpty()) {
            return;
        }
        for (JobView view : batch.jobs()) {
            byJob.getOrDefault(view.id(), List.of()).forEach(watcher -> watcher.offer(view));
        }
        batch.deletedJobs().forEach(job -> byJob.getOrDefault(job, List.of()).forEach(w -> w.deleted(job)));
    }
}
