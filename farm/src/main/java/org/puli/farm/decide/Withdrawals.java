package org.puli.farm.decide;

import java.util.List;
import java.util.TreeSet;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.Status;
import org.puli.farm.Command;
import org.puli.farm.Moment;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;

/**
 * What becomes of a worker's commands once it wants no work. What it has not started is taken back whatever it says of
 * the rest, for it will not start it; what runs goes on, is taken back or canceled as the worker says. Nothing of this
 * counts as a failed try.
 */
final class Withdrawals {
    private Withdrawals() {}

    /** Adds to the changes that the report leads to otherwise; what ended or is lost by them is left alone. */
    static void addTo(Worker worker, WorkerReport report, Moment now, List<Change> changes) {
        Availability availability = report.availability();
        if (availability == null) {
            return;
        }
        TreeSet<AttemptRef> over = new TreeSet<>();
        report.ended().stream().map(EndedRun::attempt).forEach(over::add);
        for (Change change : changes) {
            if (change instanceof Change.AttemptLost lost) {
                over.add(lost.attempt());
            }
        }
        TreeSet<AttemptRef> started = new TreeSet<>();
        report.running().stream()
                .filter(run -> run.phase() != RunState.Phase.STARTING)
                .map(RunState::attempt)
                .forEach(started::add);
        String reason = "worker " + worker.name() + " wants no work: " + availability.reason();
        for (Command command : worker.leases()) {
            if (command.isWanted() && !over.contains(command.ref())) {
                boolean isStarted = command.status() == Status.RUNNING || started.contains(command.ref());
                if (!isStarted || availability.running() != OfRunning.FINISH) {
                    boolean isKilled = isStarted && availability.running() == OfRunning.KILL;
                    changes.add(new Change.AttemptWithdrawn(command.ref(), isKilled, reason, now.wall()));
                }
            }
        }
    }
}
