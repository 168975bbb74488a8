package org.puli.farm.schedule;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.farm.Farm;
import org.puli.farm.FileWatch;
import org.puli.farm.LookerCall;
import org.puli.farm.Moment;
import org.puli.farm.Pool;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.decide.Rules.Wake;

/**
 * Whom to wake to look for files: at once where nobody of the pool is awake who could; else, since those awake may not
 * see the storage, one after the other, with long pauses, for the file may only not be written yet. One object for each
 * look at the whole.
 */
final class LookerWakes {
    /** So many pauses between two packets pass at least between two machines that are woken to look. */
    static final int PAUSES = 5;

    private final Farm farm;
    private final Wake rules;
    private final Moment now;

    LookerWakes(Farm farm, Wake rules, Moment now) {
        this.farm = farm;
        this.rules = rules;
        this.now = now;
    }

    /** Adds the packets that are due; {@code awaited} are those on their way, by number, these included afterwards. */
    void findDue(List<Worker> asleep, Map<Long, Worker> awaited, List<Change> changes) {
        for (PoolName name : farm.files().pools()) {
            Pool pool = farm.findPool(name);
            if (pool != null && isWanted(name)) {
                List<Worker> ofPool = asleep.stream()
                        .filter(worker -> worker.pools().contains(pool))
                        .toList();
                if (!ofPool.isEmpty()) {
                    findDue(pool, ofPool, awaited, changes);
                }
            }
        }
    }

    /** Nobody is woken for jobs that are held. */
    private boolean isWanted(PoolName pool) {
        return farm.files().all(pool).stream()
                .flatMap(watch -> watch.waiting().stream())
                .map(one -> farm.findJob(one.job()))
                .filter(Objects::nonNull)
                .anyMatch(job -> !job.isPaused());
    }

    private void findDue(Pool pool, List<Worker> asleep, Map<Long, Worker> awaited, List<Change> changes) {
        LookerCall call = farm.files().findCall(pool.name());
        long awake = pool.workers().stream().filter(FileWatch::canLook).count();
        if (call == null && awake > 0) {
            changes.add(new Change.LookerCalled(pool.name(), null, now.mono()));
        } else if (isDue(call, awake) && isNobodyComing(pool, awaited) && awaited.size() < rules.most()) {
            next(asleep, call).ifPresent(worker -> {
                changes.add(Wakes.sent(worker, 1, rules, now));
                changes.add(new Change.LookerCalled(pool.name(), worker.name(), now.mono()));
                awaited.put(worker.number(), worker);
            });
        }
    }

    private boolean isDue(@Nullable LookerCall call, long awake) {
        // A file goes round all who are awake before another is woken.
        long pause = Math.max(rules.againMillis() * PAUSES, awake * FileWatch.TURN_MILLIS);
        return call == null || awake == 0 || now.mono() - call.monoAt() >= pause;
    }

    private static boolean isNobodyComing(Pool pool, Map<Long, Worker> awaited) {
        return awaited.values().stream().noneMatch(worker -> worker.pools().contains(pool));
    }

    /** They take turns in the order of their numbers. */
    private Optional<Worker> next(List<Worker> asleep, @Nullable LookerCall call) {
        long last = call == null ? 0 : call.number();
        Comparator<Worker> inTurn =
                Comparator.comparing((Worker worker) -> worker.number() <= last).thenComparingLong(Worker::number);
        return asleep.stream()
                .filter(worker -> Wakes.mayBegin(worker, rules, now))
                .min(inTurn);
    }
}
