package org.puli.worker.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.MemoryPolicy;
import org.puli.worker.memory.MachineMemory;
import org.puli.worker.memory.MemoryRules;
import org.puli.worker.memory.Shortage;
import org.puli.worker.memory.Shortage.Finding;
import org.puli.worker.memory.Victims;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends one command after the other while the machine is short of memory, before it swaps. Each time it waits until the
 * last one is gone and the kernel's figures tell of it. For one thread at a time.
 */
final class MachineWatch {
    private static final Logger LOG = LoggerFactory.getLogger(MachineWatch.class);
    /** The kernel tells pressure as a mean over ten seconds. */
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long WORDS_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final MemoryPolicy policy;
    private final Shortage shortage;
    private final Collection<LinuxRun> runs;
    private final long settleNanos;
    private @Nullable LinuxRun ending;
    private long settledNanos = System.nanoTime();
    private long wordsNanos = System.nanoTime();

    /**
     * One that looks at a machine.
     *
     * @param runs what runs; changes under its hands
     * @param settleNanos how long the figures lag behind
     */
    MachineWatch(MemoryPolicy policy, Shortage shortage, Collection<LinuxRun> runs, long settleNanos) {
        this.policy = policy;
        this.shortage = shortage;
        this.runs = runs;
        this.settleNanos = settleNanos;
    }

    /** One that looks at this machine. */
    static MachineWatch of(MemoryRules rules, Collection<LinuxRun> runs) {
        Shortage shortage = new Shortage(new MachineMemory(), rules.reserveBytes());
        return new MachineWatch(rules.policy(), shortage, runs, SETTLE_NANOS);
    }

    /** Looks, and ends a command if there is need. */
    void look() {
        Finding finding = policy == MemoryPolicy.OFF || isWaiting() ? null : shortage.find();
        if (finding == null) {
            return;
        }
        if (policy == MemoryPolicy.KILL) {
            end(finding);
        } else {
            warn(finding);
        }
    }

    private boolean isWaiting() {
        LinuxRun last = ending;
        if (last != null && last.findEnd() == null) {
            return true;
        }
        if (last != null) {
            ending = null;
            settledNanos = System.nanoTime() + settleNanos;
        }
        return System.nanoTime() - settledNanos < 0;
    }

    private void end(Finding finding) {
        List<ProcessStat> table = ProcTable.read();
        runs.forEach(run -> run.lookAtMemory(table));
        Map<LinuxRun, Victims.Use> uses = new HashMap<>();
        for (LinuxRun run : runs) {
            Victims.Use use = run.use();
            if (use != null) {
                uses.put(run, use);
            }
        }
        LinuxRun victim =
                Victims.choose(uses.keySet(), run -> Objects.requireNonNull(uses.get(run)), finding.lackingBytes());
        if (victim == null) {
            warn(finding);
        } else {
            LOG.warn("The machine is short of memory ({}); attempt {} is stopped", finding.words(), victim.attempt());
            ending = victim;
            victim.endFor(EarlyEnd.forMachine(Objects.requireNonNull(uses.get(victim)), finding.words()));
        }
    }

    private void warn(Finding finding) {
        if (System.nanoTime() - wordsNanos >= 0) {
            wordsNanos = System.nanoTime() + WORDS_NANOS;
            LOG.warn("The machine is short of memory: {}", finding.words());
        }
    }
}
