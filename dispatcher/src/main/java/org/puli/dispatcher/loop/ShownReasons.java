package org.puli.dispatcher.loop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.Job;

/**
 * Why jobs wait, as it was last shown. A reason may change though nothing of its job does: workers come and go, other
 * jobs take seats. So all jobs are looked at again and again, some in each tick, and those shown anew whose reason is
 * another one. Owned by the loop.
 */
final class ShownReasons {
    /** Jobs of one tick: of ten thousand each is looked at every two and a half seconds. */
    static final int AT_ONCE = 2_000;

    private final Farm farm;
    private final Function<Job, @Nullable WaitingReason> reasons;
    private final int atOnce;
    private final Map<JobId, WaitingReason> shown = new HashMap<>();
    private List<Job> round = List.of();
    private int next;

    /** Nothing is shown yet; so many jobs are looked at in one go. */
    ShownReasons(Farm farm, Function<Job, @Nullable WaitingReason> reasons, int atOnce) {
        this.farm = farm;
        this.reasons = reasons;
        this.atOnce = atOnce;
    }

    /** Looks at the next jobs. */
    void look() {
        if (next >= round.size()) {
            begin();
        }
        int end = Math.min(next + atOnce, round.size());
        while (next < end) {
            look(round.get(next++));
        }
    }

    /** Those that are gone since are forgotten. */
    private void begin() {
        round = List.copyOf(farm.jobs());
        next = 0;
        if (shown.size() > round.size()) {
            shown.keySet().removeIf(job -> farm.findJob(job) == null);
        }
    }

    private void look(Job job) {
        if (farm.findJob(job.id()) == null) {
            return;
        }
        WaitingReason reason = job.isOver() ? null : reasons.apply(job);
        WaitingReason before = reason == null ? shown.remove(job.id()) : shown.put(job.id(), reason);
        if (!Objects.equals(reason, before)) {
            farm.touched().shown(job);
        }
    }
}
