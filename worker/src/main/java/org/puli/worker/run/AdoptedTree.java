package org.puli.worker.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A tree that an earlier life of the worker started. Its processes are children of the keeper and of the system, so
 * they are known by their session, their descent and the mark in their environment. Safe on every thread.
 */
final class AdoptedTree extends ProcessTree {
    private final ProcessStat.Key first;
    private final ProcessStat.Key keeping;
    private volatile @Nullable Consumer<Libc.Exit> noter;

    AdoptedTree(ProcessStat.Key first, ProcessStat.Key keeping, String mark, Path log) {
        super(first, mark, log);
        this.first = first;
        this.keeping = keeping;
    }

    @Override
    ProcessStat.Key keeping() {
        return keeping;
    }

    @Override
    void noteEnd(Consumer<Libc.Exit> taker) {
        noter = taker;
    }

    /** It may have been stopped still when the worker went away. */
    @Override
    void letGo() {
        ProcessStat now = ProcTable.find(first.pid());
        if (now != null && now.key().equals(first) && now.session() != first.pid()) {
            Libc.signal(now, Libc.SIGCONT);
        }
    }

    @Override
    Libc.Exit awaitMain() {
        Outsider.awaitEnd(first);
        Libc.Exit exit = Outsider.findExit(first);
        Consumer<Libc.Exit> told = noter;
        if (exit != null && told != null) {
            told.accept(exit);
        }
        mainHasEnded();
        return exit == null ? Libc.Exit.UNKNOWN : exit;
    }

    @Override
    boolean isGone() {
        return members(ProcTable.read()).isEmpty();
    }

    @Override
    boolean owns(ProcessStat process) {
        return isKnown(process) || isInSession(process) || isMarked(process);
    }

    private boolean isInSession(ProcessStat process) {
        if (process.session() != first.pid() && process.group() != first.pid()) {
            return false;
        }
        // The number means something else once the first process was taken away.
        ProcessStat leader = ProcTable.find(first.pid());
        return leader != null && leader.key().equals(first);
    }

    private boolean isMarked(ProcessStat process) {
        return isOlderThan(process) && mark().equals(ProcTable.findVariable(process.pid(), RunMark.VARIABLE));
    }

    @Override
    boolean isMain(ProcessStat process) {
        return process.key().equals(first);
    }

    @Override
    void signalAll(int signal) {
        List<ProcessStat> members = members(ProcTable.read());
        members.forEach(member -> Libc.signal(member, signal));
    }

    /** Ends the keeper; the system takes the first process away then. */
    @Override
    long reap() {
        long millis = Outsider.cpuMillis(first);
        Children.remove(this);
        Children.endKeeper(keeping);
        return millis;
    }
}
