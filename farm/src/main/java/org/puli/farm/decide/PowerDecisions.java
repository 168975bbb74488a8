package org.puli.farm.decide;

import java.util.List;
import org.puli.api.sync.Availability;
import org.puli.api.view.Presence;
import org.puli.api.view.WorkerView;
import org.puli.farm.Farm;
import org.puli.farm.Moment;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.SleepWorker;
import org.puli.farm.request.WakeWorker;

/** What people may do about the sleep of machines. Both verbs may be repeated. */
final class PowerDecisions {
    Decision<WorkerView> wake(Farm farm, WakeWorker request, Moment now) {
        Worker worker = farm.findWorker(request.worker());
        if (worker == null) {
            return Unknown.worker(request.worker());
        }
        List<String> addresses = worker.facts().equipment().wakeAddresses();
        boolean isHeard = worker.presence() == Presence.ONLINE;
        if (!isHeard && addresses.isEmpty()) {
            return noAddress(worker);
        }
        // A person may know better than the farm that a lost machine only sleeps; and begins the count of tries anew.
        List<Change> changes =
                isHeard ? List.of() : List.of(new Change.WakeSent(worker.name(), addresses, 1, 1, now.mono()));
        return Decision.<WorkerView>of(changes, f -> worker.view())
                .noted(Note.of(worker.name(), "wake", worker.presence().name(), "wake packet sent"));
    }

    Decision<WorkerView> sleep(Farm farm, SleepWorker request) {
        Worker worker = farm.findWorker(request.worker());
        if (worker == null) {
            return Unknown.worker(request.worker());
        }
        if (worker.facts().equipment().wakeAddresses().isEmpty()) {
            return noAddress(worker);
        }
        if (worker.presence() == Presence.LOST) {
            return Decision.refuse(
                    Kind.CONFLICT, "conflict", "worker " + worker.name() + " is lost, and cannot be told to sleep");
        }
        boolean isSo = worker.presence() == Presence.ASLEEP || worker.contact().isToSleep();
        List<Change> changes = isSo ? List.of() : List.of(new Change.SleepAsked(worker.name()));
        return Decision.<WorkerView>of(changes, f -> worker.view())
                .noted(Note.of(worker.name(), "sleep", worker.presence().name(), "told to sleep"));
    }

    private static Decision<WorkerView> noAddress(Worker worker) {
        return Decision.refuse(
                Kind.CONFLICT,
                "conflict",
                "worker " + worker.name() + " is not put to sleep and told no address by which it could be woken; set"
                        + " worker.power.idleAfter there, 0s for only when it is asked");
    }

    /** A worker that says that it goes to sleep, and holds nothing, sleeps from then on. */
    static void addTo(Worker worker, Availability availability, List<Change> changes) {
        boolean sleeps = availability.cause() == Availability.Cause.SLEEPING;
        if (sleeps && worker.presence() != Presence.ASLEEP && worker.leases().isEmpty()) {
            changes.add(new Change.WorkerSlept(worker.name()));
        }
    }
}
