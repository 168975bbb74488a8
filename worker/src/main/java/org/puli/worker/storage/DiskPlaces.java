package org.puli.worker.storage;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.PathProbe;

/** The disks and mounts of this machine, tested on threads of their own. Safe on every thread. */
public final class DiskPlaces implements Places {
    private final Executor threads;
    private final Function<PathProbe, PathFinding> tester;

    /** As many threads as {@link PlaceTests} ever has tests at once. */
    public DiskPlaces() {
        this(StorageThreads.tests(PlaceTests.MOST_AT_ONCE), PlaceTest::of);
    }

    DiskPlaces(Executor threads, Function<PathProbe, PathFinding> tester) {
        this.threads = threads;
        this.tester = tester;
    }

    @Override
    public void test(PathProbe probe, Consumer<PathFinding> answer) {
        threads.execute(() -> {
            PathFinding finding = PathFinding.bad(probe, PathFinding.State.FAILED, "a fault of the worker itself");
            try {
                finding = tester.apply(probe);
            } finally {
                answer.accept(finding);
            }
        });
    }
}
