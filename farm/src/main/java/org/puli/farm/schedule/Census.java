package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.view.Presence;
import org.puli.api.view.WhyView.Counted;
import org.puli.farm.Pool;
import org.puli.farm.Worker;

/**
 * Counts the workers of a pool by what keeps each from the work of one lane. Every word comes from the very test by
 * which the planner decides.
 */
final class Census {
    static final String FREE = "with room for it";
    static final String LOST = "lost";
    static final String ASLEEP = "asleep";
    static final String BUSY = "busy";
    static final String LEFT = "left to a pool that it serves before";
    static final String KEPT = "kept for work that comes before it";

    private final Map<String, Integer> counts = new TreeMap<>();

    /** Counts the workers of a pool for a lane. */
    static Census of(Pool pool, Lane lane, AssignmentPlanner planner) {
        Census census = new Census();
        for (Worker worker : pool.workers()) {
            census.counts.merge(word(worker, pool, lane, planner), 1, Integer::sum);
        }
        return census;
    }

    /** What keeps one worker from the work of a lane. */
    static String word(Worker worker, Pool pool, Lane lane, AssignmentPlanner planner) {
        String away = findAway(worker);
        if (away != null) {
            return away;
        }
        String lack = Eligibility.findLack(worker, lane.site().shape());
        if (lack != null) {
            return lack;
        }
        if (!lane.site().open().get(Math.toIntExact(worker.number()))) {
            return "avoided, since it failed there";
        }
        LicenseName license =
                planner.seats().findMissingOn(worker, lane.site().shape().need());
        if (license != null) {
            return "without a seat of license " + license;
        }
        if (!worker.hasRoomFor(lane.site().shape().need())) {
            return BUSY;
        }
        if (!lane.isEmpty() && planner.reservations().isKeptFrom(worker, lane)) {
            return KEPT;
        }
        return planner.earlier().want(worker, pool) ? LEFT : FREE;
    }

    /** What keeps a worker from all work; null when nothing does. */
    static @Nullable String findAway(Worker worker) {
        if (worker.presence() == Presence.LOST) {
            return LOST;
        }
        if (worker.presence() == Presence.ASLEEP) {
            return ASLEEP;
        }
        return worker.isOpen() ? null : Kept.word(worker);
    }

    /** The counts, most first. */
    List<Counted> counted() {
        return counted(counts);
    }

    static List<Counted> counted(Map<String, Integer> counts) {
        List<Counted> all = new ArrayList<>();
        counts.forEach((what, count) -> all.add(new Counted(count, what)));
        all.sort(Comparator.comparingInt(Counted::count).reversed().thenComparing(Counted::what));
        return all;
    }

    /** The counts in words, such as "412 workers: 300 busy, 112 without tag gpu". */
    static String text(int total, List<Counted> counted) {
        StringBuilder words = new StringBuilder(total + (total == 1 ? " worker" : " workers"));
        for (int i = 0; i < counted.size(); i++) {
            Counted one = counted.get(i);
            words.append(i == 0 ? ": " : ", ").append(one.count()).append(' ').append(one.what());
        }
        return words.toString();
    }
}
