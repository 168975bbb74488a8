package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.farm.Job;
import org.puli.farm.Worker;

/** On which workers each job ran last: its files are still in their memory. */
final class Warmth {
    private final IdentityHashMap<Job, Places> byJob = new IdentityHashMap<>();
    private final List<@Nullable Job> last = new ArrayList<>();

    /** Takes which job a worker was last given a command of. */
    void note(Worker worker) {
        int place = Math.toIntExact(worker.number());
        while (last.size() <= place) {
            last.add(null);
        }
        Job before = last.get(place);
        Job now = worker.lastJob();
        if (before == now) {
            return;
        }
        if (before != null) {
            cool(before, place);
        }
        if (now != null) {
            byJob.computeIfAbsent(now, job -> new Places()).add(place);
        }
        last.set(place, now);
    }

    private void cool(Job job, int place) {
        Places places = byJob.get(job);
        if (places != null) {
            places.remove(place);
            if (places.isEmpty()) {
                byJob.remove(job);
            }
        }
    }

    void forget(Job job) {
        byJob.remove(job);
        last.replaceAll(before -> before == job ? null : before);
    }

    /** Numbers of the workers on which a job ran last; null when there are none. */
    @Nullable
    Places find(Job job) {
        return byJob.get(job);
    }
}
