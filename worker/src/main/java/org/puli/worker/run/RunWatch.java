package org.puli.worker.run;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what runs, four times a second and only while something does: reads progress and what memory the machine
 * has left each time, the memory of each command and strays once a second. Nothing waits for it.
 */
final class RunWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    private static final long PERIOD_MILLIS = 250;
    private static final int PERIODS_PER_LOOK_AT_PROCESSES = 4;

    private final RunMark mark;
    private final Collection<LinuxRun> runs;
    private final ScheduledExecutorService timers;
    private final MachineWatch machine;
    private @Nullable Future<?> next;
    private int periods;

    /**
     * Makes one that sleeps.
     *
     * @param runs what runs; changes under its hands
     */
    RunWatch(RunMark mark, Collection<LinuxRun> runs, ScheduledExecutorService timers, MachineWatch machine) {
        this.mark = mark;
        this.runs = runs;
        this.timers = timers;
        this.machine = machine;
    }

    /** To be called after something was added. */
    synchronized void wake() {
        if (next == null && !timers.isShutdown()) {
            next = timers.schedule(this::look, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        boolean hasStrays = false;
        try {
            if (periods++ % PERIODS_PER_LOOK_AT_PROCESSES == 0) {
                List<ProcessStat> table = ProcTable.read();
                runs.forEach(run -> run.lookAtMemory(table));
                hasStrays = Children.endStrays(mark);
            }
            machine.look();
            // Last, for whoever is told of progress may stop the attempt at once, and its memory shall be known by
            // then.
            runs.forEach(LinuxRun::lookAtProgress);
        } catch (RuntimeException e) {
            LOG.error("could not look after the running attempts", e);
        }
        again(hasStrays);
    }

    private synchronized void again(boolean hasStrays) {
        next = null;
        boolean hasLookedAtProcesses = periods % PERIODS_PER_LOOK_AT_PROCESSES == 1;
        if (runs.isEmpty() && hasLookedAtProcesses && !hasStrays) {
            periods = 0;
        } else {
            wake();
        }
    }
}
