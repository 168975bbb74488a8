package org.puli.farm.decide;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.CheckResult;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.Duty;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;

/**
 * What follows from the check that a worker's site lets run there. It puts only a worker into quarantine that nothing
 * else keeps from work, and takes out only one that is in for it: so it never undoes what people or failures brought
 * about. The worker itself takes nothing while its check fails, whatever is decided here.
 */
final class Checks {
    private Checks() {}

    static void addTo(Worker worker, WorkerReport report, List<Change> changes) {
        CheckResult result = result(worker, report);
        if (result == null) {
            return;
        }
        if (result.passed()) {
            if (worker.failsCheck()) {
                changes.add(new Change.CheckPassed(worker.name()));
            }
            return;
        }
        String reason = "its check fails: " + result.reason();
        boolean isNew =
                worker.duty() == Duty.ACTIVE || (worker.failsCheck() && !Objects.equals(reason, worker.pauseReason()));
        if (isNew) {
            changes.add(new Change.CheckFailed(worker.name(), reason));
        }
    }

    /** What it said last, for a report says nothing of what is as before. */
    private static @Nullable CheckResult result(Worker worker, WorkerReport report) {
        MachineHealth said = report.health() == null ? worker.contact().health() : report.health();
        return said == null ? null : said.check();
    }
}
