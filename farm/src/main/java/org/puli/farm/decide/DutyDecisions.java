package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.view.Duty;
import org.puli.api.view.WorkerView;
import org.puli.farm.Farm;
import org.puli.farm.Moment;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.change.Move;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.Running;

/**
 * Which workers people keep from new work, and why. Every verb may be repeated. A quarantine is ended by a release
 * alone, so that nobody who only resumes what was paused gives work to a broken machine.
 */
final class DutyDecisions {
    Decision<WorkerView> pause(Farm farm, PauseWorker request, Moment now) {
        Worker worker = farm.findWorker(request.worker());
        if (worker == null) {
            return Unknown.worker(request.worker());
        }
        if (worker.duty() == Duty.QUARANTINED) {
            return quarantined(worker);
        }
        List<Change> changes = new ArrayList<>(become(worker, Duty.PAUSED, request.reason()));
        if (request.running() != Running.GOES_ON) {
            Move move = request.running() == Running.KILLED ? Move.KILL : Move.REQUEUE;
            changes.addAll(WorkDecisions.stopping(worker, move, now));
        }
        String after = words(Duty.PAUSED, request.reason())
                + switch (request.running()) {
                    case GOES_ON -> "";
                    case REQUEUED -> ", running commands requeued";
                    case KILLED -> ", running commands killed";
                };
        return decided(worker, changes, "pause", after);
    }

    Decision<WorkerView> drain(Farm farm, DrainWorker request) {
        Worker worker = farm.findWorker(request.worker());
        if (worker == null) {
            return Unknown.worker(request.worker());
        }
        return worker.duty() == Duty.QUARANTINED
                ? quarantined(worker)
                : decided(
                        worker,
                        become(worker, Duty.DRAINING, request.reason()),
                        "drain",
                        words(Duty.DRAINING, request.reason()));
    }

    Decision<WorkerView> resume(Farm farm, ResumeWorker request) {
        Worker worker = farm.findWorker(request.worker());
        if (worker == null) {
            return Unknown.worker(request.worker());
        }
        return worker.duty() == Duty.QUARANTINED
                ? quarantined(worker)
                : decided(worker, become(worker, Duty.ACTIVE, null), "resume", Duty.ACTIVE.name());
    }

    Decision<WorkerView> quarantine(Farm farm, QuarantineWorker request) {
        Worker worker = farm.findWorker(request.worker());
        if (worker == null) {
            return Unknown.worker(request.worker());
        }
        return decided(
                worker,
                become(worker, Duty.QUARANTINED, request.reason()),
                "quarantine",
                words(Duty.QUARANTINED, request.reason()));
    }

    Decision<WorkerView> release(Farm farm, ReleaseWorker request) {
        Worker worker = farm.findWorker(request.worker());
        if (worker == null) {
            return Unknown.worker(request.worker());
        }
        List<Change> changes = worker.duty() == Duty.QUARANTINED ? become(worker, Duty.ACTIVE, null) : List.of();
        return decided(worker, changes, "release", Duty.ACTIVE.name());
    }

    private static List<Change> become(Worker worker, Duty duty, @Nullable String reason) {
        // Who is quarantined for its check is quarantined for longer when a person says so, in whatever words.
        boolean isSo = worker.duty() == duty && Objects.equals(worker.pauseReason(), reason) && !worker.failsCheck();
        return isSo ? List.of() : List.of(new Change.DutyChanged(worker.name(), duty, reason));
    }

    private static Decision<WorkerView> decided(Worker worker, List<Change> changes, String verb, String after) {
        WorkerName name = worker.name();
        return Decision.<WorkerView>of(changes, f -> worker.view())
                .noted(Note.of(name, verb, words(worker.duty(), worker.pauseReason()), after));
    }

    private static String words(Duty duty, @Nullable String reason) {
        return reason == null ? duty.name() : duty + ": " + reason;
    }

    private static Decision<WorkerView> quarantined(Worker worker) {
        return Decision.refuse(
                Kind.CONFLICT,
                "conflict",
                "worker " + worker.name() + " is in quarantine (" + worker.pauseReason() + "); 'puli worker release "
                        + worker.name() + "' lets it out");
    }
}
