package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.ProtocolRange;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.Presence;
import org.puli.farm.Farm;
import org.puli.farm.Moment;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.SyncWorker;

/** What a worker's report leads to. */
final class WorkerDecisions {
    private final Supplier<Rules> rules;

    WorkerDecisions(Supplier<Rules> rules) {
        this.rules = rules;
    }

    Decision<@Nullable Void> sync(Farm farm, SyncWorker request, Moment now) {
        WorkerReport report = request.report();
        if (!ProtocolRange.SPOKEN.has(report.protocol())) {
            return Decision.refuse(
                    Kind.UNPROCESSABLE, "protocol", ProtocolRange.SPOKEN.refusal(List.of(report.protocol())));
        }
        Worker worker = farm.findWorker(report.worker());
        if (worker == null) {
            return join(farm, request, now);
        }
        if (worker.contact().isOutdated(report, request.link())) {
            return Decision.of(f -> null);
        }
        return Decision.of(known(farm, worker, request, now), f -> null);
    }

    private Decision<@Nullable Void> join(Farm farm, SyncWorker request, Moment now) {
        WorkerReport report = request.report();
        WorkerFacts facts = report.facts();
        if (facts == null) {
            return Decision.refuse(
                    Kind.UNPROCESSABLE, "no-facts", "the first report of a worker has to tell its facts");
        }
        Worker other = farm.findNamesake(report.worker());
        if (other != null) {
            return Decision.refuse(Kind.CONFLICT, "conflict", sameName(report.worker(), other));
        }
        Change joined = new Change.WorkerRegistered(
                report.worker(), farm.numbers().worker(), report.bootId(), facts, JobSpec.DEFAULT_POOL);
        List<Change> changes = new ArrayList<>(List.of(joined, seen(request, now)));
        if (isTired(report)) {
            // One that was deleted while it fell asleep joins again, and may not wait for an answer.
            changes.add(new Change.WorkerSlept(report.worker()));
        }
        return Decision.of(changes, f -> null);
    }

    private static boolean isTired(WorkerReport report) {
        return report.availability() != null && report.availability().cause() == Cause.SLEEPING;
    }

    private static String sameName(WorkerName name, Worker other) {
        return "there is a worker '" + other.name() + "' whose name differs from '" + name
                + "' in upper and lower case only; give one of them another name";
    }

    private static Change seen(SyncWorker request, Moment now) {
        return new Change.WorkerSeen(request.report(), request.link(), now.wall(), now.mono());
    }

    private List<Change> known(Farm farm, Worker worker, SyncWorker request, Moment now) {
        WorkerReport report = request.report();
        List<Change> changes = new ArrayList<>();
        changes.add(seen(request, now));
        boolean sleeps = isTired(report);
        if (worker.presence() == Presence.LOST || (worker.presence() == Presence.ASLEEP && !sleeps)) {
            changes.add(new Change.WorkerReturned(worker.name()));
        }
        if (report.facts() != null && !report.facts().equals(worker.facts())) {
            changes.add(new Change.WorkerChanged(worker.name(), report.facts()));
        }
        boolean isNewBoot = !report.bootId().equals(worker.bootId());
        if (isNewBoot) {
            changes.add(new Change.WorkerBooted(worker.name(), report.bootId()));
        }
        // What a worker of another farm runs says nothing about ours; it will stop that when it reads our orders.
        if (report.farmId() == null || report.farmId().equals(farm.id())) {
            new LeaseReview(farm, worker, report, isNewBoot, now, rules.get()).addTo(changes);
            Withdrawals.addTo(worker, report, now, changes);
            FileRounds.found(farm, worker, report, now, changes);
            PathRounds.found(farm, worker, report, now, changes);
            Checks.addTo(worker, report, changes);
            if (report.availability() != null) {
                PowerDecisions.addTo(worker, report.availability(), changes);
            }
        } else if (isNewBoot) {
            new LeaseReview(farm, worker, without(report), true, now, rules.get()).addTo(changes);
        }
        return changes;
    }

    private static WorkerReport without(WorkerReport report) {
        return new WorkerReport(
                report.protocol(),
                report.worker(),
                report.bootId(),
                report.number(),
                null,
                report.ordersSeen(),
                report.facts(),
                List.of(),
                List.of(),
                List.of(),
                report.availability(),
                null,
                report.health());
    }
}
