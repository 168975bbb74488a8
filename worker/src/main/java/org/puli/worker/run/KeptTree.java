package org.puli.worker.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A tree whose first process has a keeper for its parent, and is stopped until it is let go. When the keeper is ended
 * the first process becomes our own child, so from its end on this is a tree like any other. Safe on every thread.
 */
final class KeptTree extends ProcessTree {
    private final Keeper keeper;
    private final ProcessStat keeping;
    private final ProcessStat stopped;
    private volatile @Nullable Consumer<Libc.Exit> noter;

    KeptTree(Keeper keeper, ProcessStat keeping, ProcessStat stopped, String mark, Path log) {
        super(stopped.pid(), mark, log);
        this.keeper = keeper;
        this.keeping = keeping;
        this.stopped = stopped;
    }

    /** The keeper's process. */
    @Override
    ProcessStat.Key keeping() {
        return keeping.key();
    }

    /** Is told how the first process ended while its keeper is still there; once, before anybody else. */
    @Override
    void noteEnd(Consumer<Libc.Exit> taker) {
        noter = taker;
    }

    @Override
    List<List<String>> via() {
        return keeper.links();
    }

    @Override
    void letGo() {
        Libc.signal(stopped, Libc.SIGCONT);
    }

    @Override
    Libc.Exit awaitMain() {
        Outsider.awaitEnd(stopped.key());
        Libc.Exit exit = Outsider.findExit(stopped.key());
        Consumer<Libc.Exit> told = noter;
        if (exit != null && told != null) {
            told.accept(exit);
        }
        Children.endKeeper(keeping.key());
        return super.awaitMain();
    }
}
