package org.puli.farm.decide;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.spec.StopRule;
import org.puli.api.view.Duty;
import org.puli.api.view.Presence;
import org.puli.farm.Command;
import org.puli.farm.FailureStreak;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.Pool;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.change.Delay;

/**
 * What follows from how attempts of one report ended, beyond the commands themselves: a blocked worker, a quarantined
 * one, a stopped job. It counts along from where the farm stands, since none of the report's changes is applied yet.
 */
final class Aftermath {
    private final Worker worker;
    private final Rules rules;
    private final Moment now;
    private final List<Change> changes;
    private final Map<TaskId, Integer> failures = new TreeMap<>();
    private final Map<JobId, long[]> ends = new TreeMap<>();
    private final Set<TaskId> blocked = new TreeSet<>();
    private FailureStreak streak;
    private Duty duty;

    Aftermath(Worker worker, Rules rules, Moment now, List<Change> changes) {
        this.worker = worker;
        this.rules = rules;
        this.now = now;
        this.changes = changes;
        this.streak = worker.streak();
        this.duty = worker.duty();
    }

    /** An attempt of a command failed, its last one or not. */
    void failed(Command command, boolean isLast) {
        Task task = command.task();
        block(task);
        streak = streak.with(task.id(), task.job().id());
        boolean isSuspect = duty == Duty.ACTIVE
                && rules.quarantine().failures() > 0
                && streak.reaches(rules.quarantine().failures());
        if ((isSuspect && canBeSpared()) || duty == Duty.PROBATION) {
            suspect();
        }
        if (isLast) {
            ended(task.job(), true);
        }
    }

    private void block(Task task) {
        int before = failures.getOrDefault(task.id(), task.blocks().failuresOn(worker));
        failures.put(task.id(), before + 1);
        int limit = task.policy().blocklistLimit();
        boolean isReached = limit > 0 && before + 1 >= limit;
        if (isReached && !task.isBlocked(worker) && blocked.add(task.id())) {
            String reason = before == 0 ? "failed there" : "failed there " + (before + 1) + " times in a row";
            changes.add(new Change.WorkerBlocked(task.job().id(), task.id(), worker.name(), null, reason, now.wall()));
        }
    }

    /** When half of a pool is ill it is not the workers that are: else two broken jobs would empty a farm. */
    private boolean canBeSpared() {
        for (Pool pool : worker.pools()) {
            int online = 0;
            int quarantined = 1;
            for (Worker other : pool.workers()) {
                online += other.presence() == Presence.ONLINE ? 1 : 0;
                quarantined += other.duty() == Duty.QUARANTINED ? 1 : 0;
            }
            if (2 * quarantined > online) {
                return false;
            }
        }
        return true;
    }

    private void suspect() {
        boolean isAgain = duty == Duty.PROBATION;
        duty = Duty.QUARANTINED;
        String reason = isAgain
                ? "failed again on probation"
                : "commands of " + streak.tasks().size() + " tasks of " + streak.jobCount()
                        + " jobs failed on it, and none went well between";
        long pause = rules.quarantine().pauseAfter(worker.quarantines());
        changes.add(new Change.WorkerSuspected(
                worker.name(), reason, new Delay(now.wall() + pause, now.mono() + pause), now.wall()));
    }

    /** An attempt of a command went well. */
    void succeeded(Command command) {
        failures.put(command.task().id(), 0);
        streak = FailureStreak.NONE;
        if (duty == Duty.PROBATION) {
            duty = Duty.ACTIVE;
            changes.add(new Change.WorkerTrusted(worker.name()));
        }
        ended(command.task().job(), false);
    }

    private void ended(Job job, boolean isFailure) {
        StopRule rule = job.stopRule();
        if (rule == null) {
            return;
        }
        long[] counts = ends.computeIfAbsent(job.id(), id -> new long[] {job.failedSince(), job.endedSince(), 0});
        counts[0] += isFailure ? 1 : 0;
        counts[1]++;
        boolean isStopped = job.isPaused() || counts[2] != 0;
        if (!isStopped && rule.isMet(counts[0], counts[1])) {
            counts[2] = 1;
            changes.add(new Change.JobStopped(job.id(), reason(rule, counts[0], counts[1])));
        }
    }

    private static String reason(StopRule rule, long failed, long ended) {
        Integer most = rule.afterFailures();
        return isReached(most, failed)
                ? "stopped after " + failed + (failed == 1 ? " failed command" : " failed commands")
                : "stopped because " + failed + " of " + ended + " commands failed";
    }

    private static boolean isReached(@Nullable Integer most, long failed) {
        return most != null && failed >= most;
    }
}
