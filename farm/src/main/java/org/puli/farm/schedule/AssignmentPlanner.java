package org.puli.farm.schedule;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Need;
import org.puli.farm.Pool;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.schedule.Site.State;

/**
 * Says which command starts next and where. It proposes one assignment at a time; the loop applies it and asks again,
 * so that every proposal sees the farm exactly as it is. It keeps an index that is fed by what changes stirred up and
 * is never rebuilt. No clock, no randomness. Owned by the loop.
 */
public final class AssignmentPlanner {
    /**
     * With more freed workers than this at once, all stuck work is looked at again instead of matching each of them.
     */
    private static final int MOST_HOT = 4;

    private final Farm farm;
    private final SiteBoard board = new SiteBoard();
    private final TreeMap<PoolName, Map<Need, Site>> sites = new TreeMap<>();
    private final TreeMap<JobId, Map<Site, Lane>> lanes = new TreeMap<>();
    private final TreeMap<PoolName, FreeWorkers> free = new TreeMap<>();
    private final Set<Worker> hot = new LinkedHashSet<>();
    private int siteCount;

    /** A planner for a farm; it takes in all that is there. */
    public AssignmentPlanner(Farm farm) {
        this.farm = farm;
    }

    /** The next start; null when nothing can start now. */
    public @Nullable Assignment findNext() {
        refresh();
        for (Site site = best(); site != null; site = best()) {
            Assignment assignment = tryStart(site);
            if (assignment != null) {
                return assignment;
            }
        }
        return null;
    }

    /** Takes in what changed since the last call. */
    public void refresh() {
        if (farm.stirred().isEmpty()) {
            return;
        }
        farm.stirred().takeDeleted().forEach(this::forget);
        farm.stirred().takeRefiled().forEach(this::refile);
        farm.stirred().takeTasks().forEach(this::note);
        farm.stirred().takeJobs().forEach(this::rerank);
        farm.stirred().takeWorkers().forEach(this::note);
        farm.stirred().takeLicenses().forEach(this::note);
    }

    private @Nullable Assignment tryStart(Site site) {
        if (!hasSeats(site.need())) {
            site.state(State.WAITING_FOR_LICENSE);
            return null;
        }
        Worker worker = free(site.pool()).findFor(site.need());
        if (worker == null) {
            site.state(State.STUCK);
            return null;
        }
        Lane lane = site.findBest();
        if (lane == null) {
            return null;
        }
        Task task = lane.first();
        return new Assignment(task, task.nextIndex(), worker);
    }

    /** The best of the sites that are worth a try, after those were woken that a freed worker could serve. */
    private @Nullable Site best() {
        if (hot.size() > MOST_HOT) {
            hot.forEach(worker -> worker.pools().forEach(pool -> board.reopenStuck(pool.name())));
            hot.clear();
        }
        hot.removeIf(worker -> !wake(worker));
        return board.findFirstOpen();
    }

    private boolean wake(Worker worker) {
        Site site = worker.isOpen() ? board.findBestFor(worker) : null;
        if (site != null) {
            site.state(State.OPEN);
        }
        return site != null;
    }

    private boolean hasSeats(Need need) {
        for (Map.Entry<LicenseName, Integer> entry : need.licenses().entrySet()) {
            License license = farm.findLicense(entry.getKey());
            if (license == null || license.free() < entry.getValue()) {
                return false;
            }
        }
        return true;
    }

    private void note(Task task) {
        if (farm.findJob(task.job().id()) != task.job()) {
            return;
        }
        // Whoever stirs a task stirs its job too, whose lanes are then put in line anew.
        lane(task).note(task);
    }

    private void rerank(Job job) {
        Map<Site, Lane> own = lanes.get(job.id());
        if (own != null) {
            own.values().forEach(Lane::rerank);
        }
        if (own != null && job.isOver()) {
            lanes.remove(job.id());
        }
    }

    private void forget(Job job) {
        Map<Site, Lane> own = lanes.remove(job.id());
        if (own != null) {
            own.forEach(Site::remove);
        }
    }

    /** Its pool or its needs are others, so its lanes stand in line elsewhere. */
    private void refile(Job job) {
        forget(job);
        job.tasks().forEach(this::note);
        rerank(job);
    }

    private void note(Worker worker) {
        worker.pools().forEach(pool -> free(pool.name()).note(worker));
        if (worker.isOpen()) {
            hot.add(worker);
        }
    }

    private void note(License license) {
        if (license.free() > 0) {
            board.reopenWaiting(license.name());
        }
    }

    private Lane lane(Task task) {
        Site site = site(task.job().pool(), task.need());
        return lanes.computeIfAbsent(task.job().id(), id -> new TreeMap<>(SITE_ORDER))
                .computeIfAbsent(site, s -> new Lane(task.job(), s));
    }

    private static final Comparator<Site> SITE_ORDER = Comparator.comparingInt(Site::number);

    private Site site(PoolName pool, Need need) {
        return sites.computeIfAbsent(pool, name -> new HashMap<>())
                .computeIfAbsent(need, n -> new Site(siteCount++, pool, n, board));
    }

    private FreeWorkers free(PoolName pool) {
        return free.computeIfAbsent(pool, name -> new FreeWorkers());
    }

    /** Why a job's work does not start; see {@link WaitingReasons}. */
    boolean isStandingIn(Job job, State state) {
        Map<Site, Lane> own = lanes.get(job.id());
        return own != null
                && own.values().stream()
                        .anyMatch(lane -> !lane.isEmpty() && lane.site().state() == state);
    }

    boolean hasReadyLane(Job job) {
        Map<Site, Lane> own = lanes.get(job.id());
        return own != null && own.values().stream().anyMatch(lane -> !lane.isEmpty());
    }

    int openCount(Pool pool) {
        return free(pool.name()).openCount();
    }
}
