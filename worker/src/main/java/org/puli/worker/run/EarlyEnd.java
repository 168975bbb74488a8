package org.puli.worker.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;

/**
 * Why an attempt is ended before it ends by itself.
 *
 * @param outcome what becomes of it
 * @param reason for people
 * @param cause for the farm; null when the outcome says all
 */
record EarlyEnd(Outcome outcome, String reason, @Nullable Cause cause) {
    private static final Duration URGENT_GRACE = Duration.ofSeconds(1);

    /** Nobody wants it any more. */
    static EarlyEnd unwanted(String reason) {
        return new EarlyEnd(Outcome.STOPPED, reason, null);
    }

    static EarlyEnd tooLong(long millis) {
        return new EarlyEnd(Outcome.FAILED, "ran longer than " + LogLines.duration(millis), Cause.TOO_LONG);
    }

    static EarlyEnd silent(long millis) {
        String reason = "told no progress and wrote nothing for " + LogLines.duration(millis);
        return new EarlyEnd(Outcome.FAILED, reason, Cause.NO_PROGRESS);
    }

    static EarlyEnd tooMuchMemory(String reason) {
        return new EarlyEnd(Outcome.FAILED, reason, Cause.OVER_MEMORY);
    }

    /** Its machine needs memory: who used more than it reserved has failed, anybody else is given back. */
    static EarlyEnd forMachine(RunMemory memory, String shortage) {
        String reason = memory.becauseOf(shortage);
        return memory.used() > memory.reserved()
                ? tooMuchMemory(reason)
                : new EarlyEnd(Outcome.STOPPED, reason, Cause.SHORT_MEMORY);
    }

    /** The time between the polite signal and the hard kill: whoever needs the memory cannot wait for long. */
    Duration grace(Duration usual) {
        boolean isUrgent = cause == Cause.OVER_MEMORY || cause == Cause.SHORT_MEMORY;
        return isUrgent && usual.compareTo(URGENT_GRACE) > 0 ? URGENT_GRACE : usual;
    }
}
