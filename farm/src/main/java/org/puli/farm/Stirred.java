package org.puli.farm;

import java.util.Collection;

/**
 * What changed since the planner last looked: whose work, whose room, which seats. Owned by the loop; filled as changes
 * are applied, emptied by the planner.
 */
public final class Stirred {
    private final Collected<Task> tasks = new Collected<>();
    private final Collected<Job> jobs = new Collected<>();
    private final Collected<Share> shares = new Collected<>();
    private final Collected<Worker> workers = new Collected<>();
    private final Collected<Worker> rooms = new Collected<>();
    private final Collected<Worker> freed = new Collected<>();
    private final Collected<License> licenses = new Collected<>();
    private final Collected<Pool> pools = new Collected<>();
    private final Collected<Job> deleted = new Collected<>();

    Stirred() {}

    void task(Task task) {
        tasks.add(task);
        jobs.add(task.job());
    }

    void job(Job job) {
        jobs.add(job);
    }

    void share(Share share) {
        shares.add(share);
    }

    /** Anything of a worker may have changed. */
    void worker(Worker worker) {
        workers.add(worker);
        freed.add(worker);
    }

    /** A worker's commands have changed, and nothing else of it: it may serve what it could not serve before. */
    void freed(Worker worker) {
        rooms.add(worker);
        freed.add(worker);
    }

    /** A worker has less room than before, and nothing else of it has changed. */
    void filled(Worker worker) {
        rooms.add(worker);
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
        return hasNoWork && shares.isEmpty() && areWorkersEmpty() && licenses.isEmpty() && pools.isEmpty();
    }

    private boolean areWorkersEmpty() {
        return workers.isEmpty() && rooms.isEmpty();
    }

    /** Tasks whose readiness may have changed; they are forgotten here. */
    public Collection<Task> takeTasks() {
        return tasks.take();
    }

    /** Jobs whose rank or right to start may have changed; they are forgotten here. */
    public Collection<Job> takeJobs() {
        return jobs.take();
    }

    /** Shares that hold more or less than before; they are forgotten here. */
    public Collection<Share> takeShares() {
        return shares.take();
    }

    /** Workers that may serve what they could not serve before; they are forgotten here. */
    public Collection<Worker> takeFreed() {
        return freed.take();
    }

    /** Workers of which anything may have changed; they are forgotten here. */
    public Collection<Worker> takeWorkers() {
        return workers.take();
    }

    /** Workers of which only the commands have changed; they are forgotten here. */
    public Collection<Worker> takeRooms() {
        return rooms.take();
    }

    /** Licenses whose seats may have changed; they are forgotten here. */
    public Collection<License> takeLicenses() {
        return licenses.take();
    }

    /** Pools that are new, divided anew or gone; they are forgotten here. */
    public Collection<Pool> takePools() {
        return pools.take();
    }

    /** Jobs that are gone; they are forgotten here. */
    public Collection<Job> takeDeleted() {
        return deleted.take();
    }
}
