package org.puli.farm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What changed since the planner last looked: whose work, whose room, which seats. Owned by the loop; filled as changes
 * are applied, emptied by the planner.
 */
public final class Stirred {
    private final Set<Task> tasks = new LinkedHashSet<>();
    private final Set<Job> jobs = new LinkedHashSet<>();
    private final Set<Worker> workers = new LinkedHashSet<>();
    private final Set<License> licenses = new LinkedHashSet<>();
    private final Set<Pool> pools = new LinkedHashSet<>();
    private final Set<Job> deleted = new LinkedHashSet<>();

    Stirred() {}

    void task(Task task) {
        tasks.add(task);
    }

    void job(Job job) {
        jobs.add(job);
    }

    void worker(Worker worker) {
        workers.add(worker);
    }

    void license(License license) {
        licenses.add(license);
    }

    void pool(Pool pool) {
        pools.add(pool);
    }

    void deleted(Job job) {
        deleted.add(job);
    }

    /** Whether there is anything to look at. */
    public boolean isEmpty() {
        boolean hasNoWork = tasks.isEmpty() && jobs.isEmpty() && deleted.isEmpty();
        return hasNoWork && workers.isEmpty() && licenses.isEmpty() && pools.isEmpty();
    }

    /** Tasks whose readiness may have changed; they are forgotten here. */
    public List<Task> takeTasks() {
        return take(tasks);
    }

    /** Jobs whose rank or right to start may have changed; they are forgotten here. */
    public List<Job> takeJobs() {
        return take(jobs);
    }

    /** Workers whose room may have changed; they are forgotten here. */
    public List<Worker> takeWorkers() {
        return take(workers);
    }

    /** Licenses whose seats may have changed; they are forgotten here. */
    public List<License> takeLicenses() {
        return take(licenses);
    }

    /** Pools that are new, divided anew or gone; they are forgotten here. */
    public List<Pool> takePools() {
        return take(pools);
    }

    /** Jobs that are gone; they are forgotten here. */
    public List<Job> takeDeleted() {
        return take(deleted);
    }

    private static <T> List<T> take(Set<T> set) {
        if (set.isEmpty()) {
            return List.of();
        }
        List<T> all = new ArrayList<>(set);
        set.clear();
        return all;
    }
}
