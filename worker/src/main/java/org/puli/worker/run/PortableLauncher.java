package org.puli.worker.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.puli.api.spec.ProcessLimits;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.RunOrder;
import org.puli.worker.logs.LogFiles;
import org.puli.worker.logs.LogKeeping;
import org.puli.worker.output.Programs;

/**
 * Starts attempts with what the JDK has on every platform, {@link ProcessBuilder} and {@link ProcessHandle}. It sees of
 * a process tree what descends from its first process at the moment at which it looks; what has lost its parent before
 * that is not its any more. It sets no limits, and measures neither memory nor I/O. Safe on every thread.
 */
public final class PortableLauncher implements MachineLauncher {
    private static final ProcessLimits NOT_PINNED = new ProcessLimits(null, null, null, null, false);

    private final Room room;
    private final FileChannel lock;
    private final LogKeeping keeping;
    private final Set<PortableRun> runs = ConcurrentHashMap.newKeySet();

    /** What all runs of one launcher share. */
    record Room(
            RunSettings settings,
            RunMark mark,
            LogFiles logs,
            PortableNotes notes,
            ScheduledThreadPoolExecutor timers,
            Supplier<Programs> programs) {
        Path scratch(AttemptRef attempt) {
            return settings.scratchFolder().resolve(attempt.toString());
        }
    }

    private PortableLauncher(Room room, FileChannel lock) {
        this.room = room;
        this.lock = lock;
        this.keeping = LogKeeping.start(room.logs());
    }

    /**
     * Makes the folders and takes the state folder for this process alone.
     *
     * @param programs asked at the start of each process how its output is understood
     * @throws IOException when a folder cannot be made, another process uses the state folder, or the settings want
     *     limits
     */
    public static PortableLauncher open(RunSettings settings, Supplier<Programs> programs) throws IOException {
        boolean wantsLimits = !settings.limits().equals(ProcessLimits.NONE)
                && !settings.limits().equals(NOT_PINNED);
        if (wantsLimits) {
            throw new IOException("the portable launcher sets no limits; leave out worker.limits.openFiles,"
                    + " worker.limits.coreSize, worker.nice, worker.oomScoreAdj and worker.pinning");
        }
        if (settings.keep() == RunSettings.Keep.ALWAYS) {
            throw new IOException("worker.keep is always, but with the portable launcher no command survives a restart"
                    + " of the worker; leave the setting out");
        }
        if (settings.runAs().mode() != RunAs.Mode.WORKER) {
            throw new IOException("the portable launcher runs commands as the worker's own user alone; leave out"
                    + " worker.runAs and worker.userMap");
        }
        Files.createDirectories(settings.logFolder());
        Files.createDirectories(settings.scratchFolder());
        Files.createDirectories(settings.stateFolder());
        FileChannel lock = StateLock.take(settings.stateFolder());
        Room room = new Room(
                settings,
                RunMark.of(settings.stateFolder()),
                new LogFiles(settings.logFolder(), settings.logs()),
                new PortableNotes(settings.stateFolder()),
                RunThreads.timers(),
                programs);
        return new PortableLauncher(room, lock);
    }

    @Override
    public LogFiles logs() {
        return room.logs();
    }

    @Override
    public RunningCommand launch(RunOrder order, Runnable changed) {
        PortableRun run = new PortableRun(order, room, changed);
        runs.add(run);
        try {
            RunThreads.start("run-" + order.attempt(), () -> work(run));
        } catch (OutOfMemoryError noThread) {
            runs.remove(run);
            run.finish(RunResult.failed("this machine gives the worker no more threads"));
        }
        return run;
    }

    private void work(PortableRun run) {
        try {
            run.work();
        } finally {
            runs.remove(run);
        }
    }

    /** Looks after all that runs now, and not only when that is due. */
    void lookNow() {
        runs.forEach(PortableRun::look);
    }

    /** Ends first processes of an earlier life that are still there, and what can be seen to descend from them. */
    @Override
    public void stopLeftovers() {
        try {
            for (PortableNotes.Earlier earlier : room.notes().read()) {
                PortableTree.of(earlier.process()).end(room.settings().grace());
                OutputLog.noteAt(
                        earlier.log(), "the worker went away while this ran; what was left of it has been ended");
            }
            room.notes().clear();
            Set<Path> used =
                    runs.stream().map(run -> room.scratch(run.attempt())).collect(Collectors.toSet());
            ScratchFolders.empty(room.settings().scratchFolder(), used);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the notes of an earlier life", e);
        }
    }

    /** Lets go of the state folder and looks after nothing any more. Stop what runs, and await its end, before. */
    @Override
    public void close() throws IOException {
        room.timers().shutdownNow();
        keeping.close();
        lock.close();
    }
}
