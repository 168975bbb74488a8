package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.farm.Worker;
import org.puli.farm.schedule.Site.State;

/**
 * Where every site with work stands: worth a try, or where only what it lacks can wake it. A site leaves the board
 * before its rank or state changes and enters it afterwards.
 */
final class SiteBoard {
    private static final Comparator<Site> BY_RANK = Comparator.<Site, Rank>comparing(
                    site -> requireNonNull(site.findRank(), "only sites with work stand on the board"))
            .thenComparingInt(Site::number);
    private static final Comparator<Site> BY_NUMBER = Comparator.comparingInt(Site::number);

    private final TreeSet<Site> open = new TreeSet<>(BY_RANK);
    private final TreeMap<PoolName, TreeSet<Site>> stuck = new TreeMap<>();
    private final TreeMap<LicenseName, TreeSet<Site>> waiting = new TreeMap<>();

    void enter(Site site) {
        if (site.findBest() == null) {
            return;
        }
        switch (site.state()) {
            case OPEN -> open.add(site);
            case STUCK -> stuckIn(site.pool()).add(site);
            case WAITING_FOR_LICENSE ->
                site.need().licenses().keySet().forEach(name -> waitingFor(name).add(site));
        }
    }

    void leave(Site site) {
        if (site.findBest() == null) {
            return;
        }
        switch (site.state()) {
            case OPEN -> open.remove(site);
            case STUCK -> stuckIn(site.pool()).remove(site);
            case WAITING_FOR_LICENSE ->
                site.need().licenses().keySet().forEach(name -> waitingFor(name).remove(site));
        }
    }

    @Nullable
    Site findFirstOpen() {
        return open.isEmpty() ? null : open.first();
    }

    /** The best site that waits for a worker and fits this one; null when none does. */
    @Nullable
    Site findBestFor(Worker worker) {
        Site best = null;
        for (var pool : worker.pools()) {
            for (Site site : stuckIn(pool.name())) {
                boolean fits = worker.hasRoomFor(site.need());
                if (fits && (best == null || BY_RANK.compare(site, best) < 0)) {
                    best = site;
                }
            }
        }
        return best;
    }

    void reopenStuck(PoolName pool) {
        reopen(stuckIn(pool));
    }

    void reopenWaiting(LicenseName license) {
        reopen(waitingFor(license));
    }

    private static void reopen(Set<Site> sites) {
        List<Site> all = new ArrayList<>(sites);
        all.forEach(site -> site.state(State.OPEN));
    }

    private Set<Site> stuckIn(PoolName pool) {
        return stuck.computeIfAbsent(pool, name -> new TreeSet<>(BY_NUMBER));
    }

    private Set<Site> waitingFor(LicenseName license) {
        return waiting.computeIfAbsent(license, name -> new TreeSet<>(BY_NUMBER));
    }
}
