package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.puli.api.view.Duty;
import org.puli.api.view.Presence;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.Pool;
import org.puli.farm.Shape;
import org.puli.farm.Waking;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.decide.Rules.Wake;
import org.puli.farm.schedule.Lane.State;

/**
 * Whom to wake: sleeping machines for which there is work, in a pool of theirs and right for them, that nobody who is
 * awake has room for now; and one at a time for files that are waited for, see {@link LookerWakes}. No more are woken
 * than there is work for, and than may be waited for at once. Owned by the loop; to be asked when nothing more can
 * start.
 */
public final class Wakes {
    /** So many pauses between two packets after a machine was given up it is tried again: what failed may be mended. */
    static final int PAUSES_AFTER_GIVING_UP = 30;

    private final Farm farm;
    private final AssignmentPlanner planner;

    /** Wakes for what this planner cannot place. */
    public Wakes(Farm farm, AssignmentPlanner planner) {
        this.farm = farm;
        this.planner = planner;
    }

    /** The packets that are due, and who is given up. */
    public List<Change> findDue(Wake rules, Moment now) {
        List<Worker> asleep = farm.workers().stream().filter(Wakes::mayBeWoken).toList();
        if (asleep.isEmpty()) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        Map<Long, Worker> awaited = new TreeMap<>();
        for (Worker worker : asleep) {
            Waking waking = worker.contact().waking();
            if (waking != null && !waking.gaveUp()) {
                awaited.put(worker.number(), worker);
                again(worker, waking, rules, now, changes);
            }
        }
        planner.refresh();
        for (Job job : farm.jobs()) {
            for (Claim claim : planner.claims(job)) {
                wake(claim, asleep, awaited, rules, now, changes);
            }
        }
        new LookerWakes(farm, rules, now).findDue(asleep, awaited, changes);
        return changes;
    }

    private static boolean mayBeWoken(Worker worker) {
        return worker.presence() == Presence.ASLEEP
                && (worker.duty() == Duty.ACTIVE || worker.duty() == Duty.PROBATION)
                && !worker.facts().equipment().wakeAddresses().isEmpty();
    }

    private static void again(Worker worker, Waking waking, Wake rules, Moment now, List<Change> changes) {
        if (now.mono() - waking.lastMono() < rules.againMillis()) {
            return;
        }
        changes.add(
                waking.tried() >= rules.tries()
                        ? new Change.WakeGivenUp(worker.name(), waking.tried(), now.mono())
                        : sent(worker, waking.tried() + 1, rules, now));
    }

    static Change sent(Worker worker, int tried, Wake rules, Moment now) {
        List<String> addresses = worker.facts().equipment().wakeAddresses();
        return new Change.WakeSent(worker.name(), addresses, tried, rules.tries(), now.mono());
    }

    private void wake(
            Claim claim, List<Worker> asleep, Map<Long, Worker> awaited, Wake rules, Moment now, List<Change> changes) {
        State state = claim.lane().state();
        Pool pool = farm.findPool(claim.job().pool());
        boolean isStuck = !claim.isEmpty() && (state == State.STUCK || state == State.EMPTY);
        Job job = claim.job();
        if (!isStuck || pool == null || job.isPaused() || job.leaseCount() >= job.maxWorkers()) {
            return;
        }
        Predicate<Worker> mayGet = whoMayGet(claim, pool);
        long wanted = job.counts().ready();
        wanted -= awaited.values().stream().filter(mayGet).count();
        for (Worker worker : asleep) {
            if (wanted <= 0 || awaited.size() >= rules.most()) {
                return;
            }
            if (mayBegin(worker, rules, now) && !awaited.containsKey(worker.number()) && mayGet.test(worker)) {
                changes.add(sent(worker, 1, rules, now));
                awaited.put(worker.number(), worker);
                wanted--;
            }
        }
    }

    static boolean mayBegin(Worker worker, Wake rules, Moment now) {
        Waking waking = worker.contact().waking();
        return waking == null
                || (waking.gaveUp() && now.mono() - waking.lastMono() >= rules.againMillis() * PAUSES_AFTER_GIVING_UP);
    }

    /** As the planner does, those that failed on it already only where nobody else is left who could come. */
    private static Predicate<Worker> whoMayGet(Claim claim, Pool pool) {
        Shape shape = claim.shape();
        Predicate<Worker> isRight = worker -> worker.pools().contains(pool) && Eligibility.isRight(worker, shape);
        Predicate<Worker> isPreferred = isRight.and(worker -> !Eligibility.isAvoided(worker, shape));
        boolean hasPreferred = shape.avoided().isEmpty()
                || pool.workers().stream()
                        .anyMatch(worker -> (worker.isOpen() || mightCome(worker)) && isPreferred.test(worker));
        return hasPreferred ? isPreferred : isRight;
    }

    private static boolean mightCome(Worker worker) {
        Waking waking = worker.contact().waking();
        return mayBeWoken(worker) && (waking == null || !waking.gaveUp());
    }
}
