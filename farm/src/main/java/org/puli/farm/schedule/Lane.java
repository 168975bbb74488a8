package org.puli.farm.schedule;

import java.util.Comparator;
import java.util.TreeSet;
import org.puli.farm.Job;
import org.puli.farm.Task;

/** The tasks of one job that need the same: they stand in line together. */
final class Lane {
    private final Job job;
    private final Site site;
    private final TreeSet<Task> ready = new TreeSet<>(Comparator.comparing(Task::id));
    private Rank rank;

    Lane(Job job, Site site) {
        this.job = job;
        this.site = site;
        this.rank = Rank.of(job);
    }

    Rank rank() {
        return rank;
    }

    Site site() {
        return site;
    }

    boolean isEmpty() {
        return ready.isEmpty();
    }

    Task first() {
        return ready.first();
    }

    void note(Task task) {
        if (task.isReady()) {
            ready.add(task);
        } else {
            ready.remove(task);
        }
    }

    /** Takes its job's present rank and its present right to stand in line. */
    void rerank() {
        site.remove(this);
        rank = Rank.of(job);
        boolean mayStart = !job.isPaused() && job.leaseCount() < job.maxWorkers();
        if (mayStart && !ready.isEmpty()) {
            site.add(this);
        }
    }
}
