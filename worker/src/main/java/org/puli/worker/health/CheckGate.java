package org.puli.worker.health;

import org.jspecify.annotations.Nullable;
import org.puli.api.Text;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.CheckResult;
import org.puli.worker.availability.Willingness;

/**
 * Lets a worker take work only after its check has passed: the first time, and each time after something else kept it
 * from work. While the check fails it takes none. What runs goes on. Safe on every thread.
 */
public final class CheckGate implements Willingness {
    private final Willingness others;
    private final CheckScript check;
    private long needed = 1;
    private boolean wasKept;

    /** Stands before all other reasons. */
    public CheckGate(Willingness others, CheckScript check) {
        this.others = others;
        this.check = check;
    }

    @Override
    public synchronized @Nullable Availability now() {
        Availability other = others.now();
        if (other != null) {
            wasKept = true;
            return other;
        }
        if (wasKept) {
            wasKept = false;
            needed = check.again();
        }
        CheckResult result = check.find(needed);
        if (result == null) {
            return kept("its check runs before it takes work");
        }
        return result.passed() ? null : kept("its check fails: " + result.reason());
    }

    private static Availability kept(String reason) {
        return new Availability(Cause.LOCAL, Text.line(reason, Availability.LONGEST_REASON), OfRunning.FINISH);
    }
}
