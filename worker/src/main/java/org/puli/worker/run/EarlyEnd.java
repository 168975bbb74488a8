package org.puli.worker.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.worker.memory.Victims.Use;
import org.puli.worker.run.KeptNote.Early;

/** Reasons to end an attempt before it ends by itself. Stateless. */
final class EarlyEnd {
    private static final Duration URGENT_GRACE = Duration.ofSeconds(1);

    private EarlyEnd() {}

    /** Nobody wants it any more. */
    static Early unwanted(String reason) {
        return new Early(Outcome.STOPPED, reason, null);
    }

    static Early tooLong(long millis) {
        return new Early(Outcome.FAILED, "ran longer than " + LogLines.duration(millis), Cause.TOO_LONG);
    }

    static Early silent(long millis) {
        String reason = "told no progress and wrote nothing for " + LogLines.duration(millis);
        return new Early(Outcome.FAILED, reason, Cause.NO_PROGRESS);
    }

    static Early tooMuchMemory(String reason) {
        return new Early(Outcome.FAILED, reason, Cause.OVER_MEMORY);
    }

    /** Its machine needs memory: who used more than it reserved has failed, anybody else is given back. */
    static Early forMachine(Use use, String shortage) {
        String reason =
                "used " + RunMemory.figures(use) + ", and its machine ran short of memory (" + shortage + "): stopped";
        return use.usedBytes() > use.reservedBytes()
                ? tooMuchMemory(reason)
                : new Early(Outcome.STOPPED, reason, Cause.SHORT_MEMORY);
    }

    /** The time between the polite signal and the hard kill: whoever needs the memory cannot wait for long. */
    static Duration grace(@Nullable Early why, Duration usual) {
        Cause cause = why == null ? null : why.cause();
        boolean isUrgent = cause == Cause.OVER_MEMORY || cause == Cause.SHORT_MEMORY;
        return isUrgent && usual.compareTo(URGENT_GRACE) > 0 ? URGENT_GRACE : usual;
    }
}
