package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.sync.AttemptRef;
import org.puli.api.view.Presence;
import org.puli.farm.Command;
import org.puli.farm.DueTime;
import org.puli.farm.Farm;
import org.puli.farm.License;
import org.puli.farm.Moment;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.change.Delay;

/** What becomes due as time passes. */
final class TimeDecisions {
    private final Supplier<Rules> rules;

    TimeDecisions(Supplier<Rules> rules) {
        this.rules = rules;
    }

    Decision<@Nullable Void> tick(Farm farm, Moment now) {
        List<Change> changes = new ArrayList<>(farm.deadlines().lifts().due(now));
        boolean isUnanchored = farm.deadlines().hasUnanchored();
        TreeSet<WorkerName> lost = new TreeSet<>();
        for (Worker worker : farm.workers()) {
            if (worker.presence() == Presence.ONLINE && isSilent(farm, worker, now)) {
                lose(worker, now, changes);
                lost.add(worker.name());
            }
            Delay probation = worker.probation();
            if (probation != null && probation.isAnchored() && probation.dueMono() <= now.mono()) {
                changes.add(new Change.ProbationBegun(worker.name()));
            }
            isUnanchored |= probation != null && !probation.isAnchored();
        }
        for (License license : farm.licenses()) {
            Delay until = license.outsideUntil();
            if (until != null && until.isAnchored() && until.dueMono() <= now.mono()) {
                changes.add(new Change.LicenseReported(license.name(), 0, 0, null));
            }
            isUnanchored |= until != null && !until.isAnchored();
        }
        if (isUnanchored) {
            long longest = rules.get().quarantine().longestMillis();
            changes.add(new Change.DelaysAnchored(now.wall(), now.mono(), longest));
        }
        farm.deadlines().due(now).forEach(command -> changes.add(new Change.CommandDue(command)));
        for (DueTime due : farm.deadlines().dueTimes(now)) {
            changes.add(new Change.TimeCome(due.job(), due.node(), due.place(), now.wall()));
        }
        new FileRounds(farm, now, lost, changes).turn();
        PathRounds.turn(farm, now, lost, changes);
        starts(farm, now, lost, changes);
        ArchiveDecisions.due(farm, now, rules.get().keepMillis(), changes);
        return Decision.of(changes, f -> null);
    }

    /** What is assigned and does not start; waiting begins when the loop first looks, and anew after a restart. */
    private static void starts(Farm farm, Moment now, Set<WorkerName> lost, List<Change> changes) {
        List<AttemptRef> fresh = new ArrayList<>();
        farm.deadlines().starts().forEach((command, since) -> {
            Worker holder = command.holder();
            long limit = FailurePolicy.millis(command.task().policy().startWithin());
            if (since == Delay.UNKNOWN) {
                fresh.add(command.ref());
            } else if (holder != null
                    && !lost.contains(holder.name())
                    && now.mono() - Math.max(since, farm.listening().since()) > limit) {
                String reason = "worker " + holder.name() + " did not start it within " + limit / 1000.0 + " s";
                changes.add(new Change.StartOverdue(command.ref(), reason, now.wall()));
            }
        });
        if (!fresh.isEmpty()) {
            changes.add(new Change.StartsAwaited(fresh, now.mono()));
        }
    }

    /** Silence counts only while the loop listened. */
    private boolean isSilent(Farm farm, Worker worker, Moment now) {
        return farm.listening().silence(worker.contact().lastSeenMono(), now.mono())
                > rules.get().lostAfterMillis();
    }

    private void lose(Worker worker, Moment now, List<Change> changes) {
        String reason =
                "worker " + worker.name() + " was not heard for " + rules.get().lostAfterMillis() / 1000 + " s";
        changes.add(new Change.WorkerLost(worker.name()));
        for (Command command : worker.leases()) {
            changes.add(new Change.AttemptLost(command.ref(), reason, now.wall()));
        }
    }
}
