package org.puli.dispatcher.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.puli.api.JobId;
import org.puli.api.view.JobView;

/**
 * One who watches. A slow one keeps only the newest view of each job, so its memory is bounded by what it watches.
 * Filled by the store's thread, emptied by the watcher's own.
 */
public final class Subscriber {
    private final Set<JobId> jobs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Map<JobId, JobView> newest = new LinkedHashMap<>();
    private final List<JobId> deleted = new ArrayList<>();
    private volatile boolean isOver;

    Subscriber(Set<JobId> jobs) {
        this.jobs = new TreeSet<>(jobs);
    }

    Set<JobId> jobs() {
        return jobs;
    }

    /** Puts a view in front of the watcher. */
    void offer(JobView view) {
        lock.lock();
        try {
            newest.put(view.id(), view);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Puts the view from before the watch in front of the watcher, unless a newer one has already come. */
    public void offerFirst(JobView view) {
        lock.lock();
        try {
            newest.putIfAbsent(view.id(), view);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    void deleted(JobId job) {
        lock.lock();
        try {
            newest.remove(job);
            deleted.add(job);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing will ever be new again: whoever watches has to ask anew, and perhaps elsewhere. */
    void end() {
        lock.lock();
        try {
            isOver = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the watch was ended from here. */
    public boolean isOver() {
        return isOver;
    }

    /** What is new: views, and jobs that are gone. */
    public record News(List<JobView> views, List<JobId> deleted) {
        /** Whether there is nothing. */
        public boolean isEmpty() {
            return views.isEmpty() && deleted.isEmpty();
        }
    }

    /** Waits for something new, at most so long; empty when nothing came. */
    public News await(long millis) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (newest.isEmpty() && deleted.isEmpty() && nanos > 0 && !isOver) {
                nanos = filled.awaitNanos(nanos);
            }
            News news = new News(List.copyOf(newest.values()), List.copyOf(deleted));
            newest.clear();
            deleted.clear();
            return news;
        } finally {
            lock.unlock();
        }
    }
}
