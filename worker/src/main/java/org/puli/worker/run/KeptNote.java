package org.puli.worker.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.RunOrder;

/**
 * All that another life of the worker must know of an attempt to go on with it.
 *
 * @param boot drawn by the kernel at the start of the machine
 * @param mark what the attempt's processes carry as {@link RunMark#VARIABLE}
 * @param order with its details
 * @param log the file that its processes write to
 * @param startedAt when its first process started, in milliseconds since 1970
 * @param startTicks the same, in clock ticks since the machine started
 * @param step the number of the present process, from 0
 * @param logStart where the output of the present process begins
 * @param first the present process
 * @param keeping its keeper
 * @param cpus the processors that the attempt has for itself; empty for none
 * @param cpuMillis the processor time of the processes before the present one
 * @param exit how the present process ended; null while it is not known to have ended
 * @param early why the attempt is ended before its time; null when it is not
 */
record KeptNote(
        String boot,
        String mark,
        RunOrder order,
        String log,
        long startedAt,
        long startTicks,
        long step,
        long logStart,
        ProcessStat.Key first,
        ProcessStat.Key keeping,
        List<Integer> cpus,
        long cpuMillis,
        Libc.@Nullable Exit exit,
        @Nullable Early early) {
    /** Why an attempt is ended before its time. */
    record Early(Outcome outcome, String reason, @Nullable Cause cause) {}

    /** Whether all that must be there is: a note may have been written by another release. */
    boolean isWhole() {
        return boot != null
                && mark != null
                && order != null
                && order.attempt() != null
                && order.details() != null
                && log != null
                && first != null
                && keeping != null
                && cpus != null;
    }

    KeptNote with(Libc.Exit ended) {
        return new KeptNote(
                boot,
                mark,
                order,
                log,
                startedAt,
                startTicks,
                step,
                logStart,
                first,
                keeping,
                cpus,
                cpuMillis,
                ended,
                early);
    }

    KeptNote with(Early why) {
        return new KeptNote(
                boot,
                mark,
                order,
                log,
                startedAt,
                startTicks,
                step,
                logStart,
                first,
                keeping,
                cpus,
                cpuMillis,
                exit,
                why);
    }
}
