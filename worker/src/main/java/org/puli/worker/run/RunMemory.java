package org.puli.worker.run;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.MemoryPolicy;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.Progress;
import org.puli.api.sync.RunDetails;
import org.puli.api.view.MemoryAmount;
import org.puli.worker.memory.Excess;
import org.puli.worker.memory.MemoryRules;
import org.puli.worker.memory.Victims.Use;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an attempt uses of memory, and what is done when that is more than it reserved. The look is for one thread at a
 * time, the rest safe on every thread.
 */
final class RunMemory {
    private static final Logger LOG = LoggerFactory.getLogger(RunMemory.class);
    private static final double NEWS = 1.1;

    private final AttemptRef attempt;
    private final RunSettings settings;
    private final long reserved;
    private final MemoryPolicy policy;
    private final TreeMemory memory;
    private final Excess excess;
    private final Path log;
    private volatile @Nullable String warning;
    private volatile boolean wasFenced;
    private long warnedOf;

    RunMemory(AttemptRef attempt, RunDetails details, RunSettings settings, Path log) {
        MemoryRules rules = settings.memory();
        this.attempt = attempt;
        this.settings = settings;
        this.reserved = details.memoryBytes();
        this.policy = rules.policyFor(details.limits());
        long limit = isWatched() ? rules.limit(reserved) : Long.MAX_VALUE;
        this.memory = new TreeMemory(limit);
        this.excess = new Excess(limit, rules.time().toNanos());
        this.log = log;
    }

    private boolean isWatched() {
        return reserved > 0 && policy != MemoryPolicy.OFF;
    }

    /** What it uses; it started at this time. */
    Use use(long startedAt) {
        return new Use(memory.used(), reserved, startedAt);
    }

    long peak() {
        return memory.peak();
    }

    /** Lets go of a tree that is gone, with what the kernel knows of it; returns the tree's processor time. */
    long end(ProcessTree tree) {
        long cpuMillis = tree.reap();
        memory.ended(tree.peakBytes());
        return cpuMillis;
    }

    /** What the kernel keeps it from using; 0 where nothing does. */
    long fence() {
        return isWatched() && policy == MemoryPolicy.KILL ? settings.memory().fence(reserved) : 0;
    }

    /** Looks at the living processes of its tree; says in words why they are to be ended, null for no reason. */
    @Nullable
    String look(ProcessTree tree, List<ProcessStat> members) {
        tree.group().take(members);
        memory.look(tree.group(), members);
        return switch (excess.look(memory.used(), System.nanoTime())) {
            case WITHIN -> within();
            case NEW -> above();
            case STILL -> stillAbove();
            case TOO_LONG -> {
                above();
                yield policy == MemoryPolicy.KILL ? "used " + figures() + ": stopped" : null;
            }
        };
    }

    private String figures() {
        return figures(use(0));
    }

    static String figures(Use use) {
        String reserved = use.reservedBytes() == 0 ? "nothing" : new MemoryAmount(use.reservedBytes()).toString();
        return new MemoryAmount(use.usedBytes()) + ", reserved " + reserved;
    }

    private @Nullable String within() {
        warning = null;
        warnedOf = 0;
        return null;
    }

    private @Nullable String above() {
        if (warning == null) {
            String time = LogLines.duration(settings.memory().time().toMillis());
            String threat = policy == MemoryPolicy.KILL ? "; it is stopped when it stays so for " + time : "";
            LOG.warn("attempt {} uses {}{}", attempt, figures(), threat);
            OutputLog.noteAt(log, "uses " + figures() + threat);
        }
        return stillAbove();
    }

    /** Told anew when it has become noticeably more, and not with each byte. */
    private @Nullable String stillAbove() {
        if (warning == null || memory.used() > warnedOf * NEWS) {
            warnedOf = memory.used();
            warning = "uses " + figures();
        }
        return null;
    }

    /** What its program tells, with the warning in place of its words while there is one. */
    Progress told(Progress byProgram) {
        String words = warning;
        return words == null ? byProgram : byProgram.saying(words);
    }

    /** The kernel may have ended it at its group's fence, which looks like any other end by a signal. */
    RunResult judged(RunResult result, RunGroup group) {
        if (result.isDone() || !group.hasReachedFence()) {
            return result;
        }
        wasFenced = true;
        String words = "used more than " + new MemoryAmount(fence()) + ", reserved " + new MemoryAmount(reserved);
        return result.because(Outcome.FAILED, words + ": stopped by the kernel");
    }

    /** Why a failed attempt ended: the kernel's word comes before the program's. */
    @Nullable
    Cause cause(@Nullable Cause told) {
        return wasFenced ? Cause.OVER_MEMORY : told;
    }
}
