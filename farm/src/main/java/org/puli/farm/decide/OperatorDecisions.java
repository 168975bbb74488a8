package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import org.puli.api.LicenseName;
import org.puli.api.view.Duty;
import org.puli.api.view.LicenseView;
import org.puli.api.view.WorkerView;
import org.puli.farm.Farm;
import org.puli.farm.License;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.SetLicense;

/** What people may do to workers, pools and licenses. */
final class OperatorDecisions {
    Decision<WorkerView> pause(Farm farm, PauseWorker request) {
        Worker worker = farm.findWorker(request.worker());
        if (worker == null) {
            return Unknown.worker(request.worker());
        }
        boolean isSo =
                worker.duty() == Duty.PAUSED && Objects.equals(worker.view().pauseReason(), request.reason());
        if (isSo) {
            return Decision.of(f -> worker.view());
        }
        return Decision.of(new Change.WorkerPaused(worker.name(), request.reason()), f -> worker.view())
                .noted(Note.of(worker.name(), "pause", words(worker), "PAUSED"));
    }

    Decision<WorkerView> resume(Farm farm, ResumeWorker request) {
        Worker worker = farm.findWorker(request.worker());
        if (worker == null) {
            return Unknown.worker(request.worker());
        }
        if (worker.duty() == Duty.ACTIVE) {
            return Decision.of(f -> worker.view());
        }
        return Decision.of(new Change.WorkerResumed(worker.name()), f -> worker.view())
                .noted(Note.of(worker.name(), "resume", words(worker), "ACTIVE"));
    }

    private static String words(Worker worker) {
        return worker.duty().name();
    }

    Decision<LicenseView> set(Farm farm, SetLicense request) {
        LicenseName name = request.license().name();
        for (License license : farm.licenses()) {
            boolean differs = !license.name().equals(name);
            if (differs && license.name().value().equalsIgnoreCase(name.value())) {
                return Decision.refuse(
                        Kind.CONFLICT,
                        "conflict",
                        "there is a license '" + license.name() + "' whose name differs from '" + name
                                + "' in upper and lower case only; use that name");
            }
        }
        License known = farm.findLicense(name);
        int seats = request.license().count();
        if (known != null && known.count() == seats) {
            return Decision.of(f -> known.view());
        }
        String before = known == null ? "" : known.count() + " seats";
        return Decision.of(
                        new Change.LicenseChanged(name, seats),
                        f -> requireNonNull(f.findLicense(name)).view())
                .noted(new Note("set", "license " + name, null, null, before, seats + " seats"));
    }
}
