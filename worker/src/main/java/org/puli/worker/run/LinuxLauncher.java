package org.puli.worker.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.RunOrder;
import org.puli.worker.logs.LogFiles;
import org.puli.worker.logs.LogKeeping;
import org.puli.worker.output.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts attempts on Linux, each as a session of its own with its output going straight to its log. Needs native access
 * ({@code --enable-native-access}) and a mounted {@code /proc}. Makes this process the parent of all orphans among its
 * descendants, and ends those that belong to no running attempt: beside a launcher, start other processes only in this
 * process's own session, as {@link ProcessBuilder} does. Safe on every thread.
 */
public final class LinuxLauncher implements MachineLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxLauncher.class);

    private final RunRoom room;
    private final FileChannel lock;
    private final Set<LinuxRun> runs = ConcurrentHashMap.newKeySet();
    private final RunWatch watch;
    private final LogKeeping keeping;

    private LinuxLauncher(RunRoom room, FileChannel lock) {
        this.room = room;
        this.lock = lock;
        MachineWatch machine = MachineWatch.of(room.settings().memory(), runs);
        this.watch = new RunWatch(room.mark(), runs, room.timers(), machine);
        this.keeping = LogKeeping.start(room.logs());
    }

    /**
     * Makes the folders and takes the state folder for this process alone. Programs' output is understood as this
     * release knows it.
     *
     * @throws IOException when a folder cannot be made, another process uses the state folder, or a limit of commands
     *     cannot be set
     */
    public static LinuxLauncher open(RunSettings settings) throws IOException {
        Programs builtIn = Programs.builtIn();
        return open(settings, () -> builtIn);
    }

    /**
     * Makes the folders and takes the state folder for this process alone.
     *
     * @param programs asked at the start of each process how its output is understood
     * @throws IOException when a folder cannot be made, another process uses the state folder, or a limit of commands
     *     cannot be set
     */
    public static LinuxLauncher open(RunSettings settings, Supplier<Programs> programs) throws IOException {
        return open(settings, programs, List::of);
    }

    /**
     * Makes the folders and takes the state folder for this process alone.
     *
     * @param programs asked at the start of each process how its output is understood
     * @param gpus asked at the start of each attempt which GPUs may be given to it, as the driver names them
     * @throws IOException when a folder cannot be made, another process uses the state folder, or a limit of commands
     *     cannot be set
     */
    public static LinuxLauncher open(RunSettings settings, Supplier<Programs> programs, Supplier<List<String>> gpus)
            throws IOException {
        Confines confines = Confines.open(settings.limits(), settings.path());
        Files.createDirectories(settings.logFolder());
        Files.createDirectories(settings.scratchFolder());
        Files.createDirectories(settings.stateFolder());
        LocalUsers users = LocalUsers.open(settings.runAs(), settings.path(), settings.scratchFolder());
        if (users.areOthers()) {
            LocalUsers.close(settings.stateFolder());
        }
        FileChannel lock = StateLock.take(settings.stateFolder());
        ScheduledThreadPoolExecutor timers = RunThreads.timers();
        LogFiles logs = new LogFiles(settings.logFolder(), settings.logs());
        RunMark mark = RunMark.of(settings.stateFolder());
        RunRecords records = new RunRecords(settings.stateFolder(), mark);
        KeptNotes kept = new KeptNotes(settings.stateFolder());
        KeepRule keep = new KeepRule(settings.keep(), keeper(settings));
        GpuDevices devices = new GpuDevices(gpus);
        RunGroups groups = groups(settings, mark, lock);
        ScratchSpares spares = new ScratchSpares(settings.scratchFolder());
        RunRoom room = new RunRoom(
                settings, confines, groups, users, mark, logs, records, kept, keep, timers, programs, devices, spares);
        return new LinuxLauncher(room, lock);
    }

    private static @Nullable Keeper keeper(RunSettings settings) throws IOException {
        Keeper keeper = Keeper.find(RunSettings.DEFAULT_PATH);
        if (keeper == null && settings.keep() == RunSettings.Keep.ALWAYS) {
            throw new IOException("worker.keep is always, which needs " + Keeper.NEEDS + " in "
                    + RunSettings.DEFAULT_PATH + "; install them or leave the setting out");
        }
        if (keeper == null && settings.keep() == RunSettings.Keep.AUTO) {
            LOG.warn("running commands will not survive a restart of this worker: that needs {}", Keeper.NEEDS);
        }
        return keeper;
    }

    private static RunGroups groups(RunSettings settings, RunMark mark, FileChannel lock) throws IOException {
        try {
            return RunGroups.open(settings.cgroup(), mark, CgroupHome.ofThisProcess());
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public LogFiles logs() {
        return room.logs();
    }

    @Override
    public RunningCommand launch(RunOrder order, Runnable changed) {
        LinuxRun run = new LinuxRun(order, room, changed);
        start(run);
        return run;
    }

    private void start(LinuxRun run) {
        runs.add(run);
        watch.wake();
        try {
            RunThreads.start("run-" + run.attempt(), () -> work(run));
        } catch (OutOfMemoryError noThread) {
            runs.remove(run);
            run.finish(RunResult.failed("this machine gives the worker no more threads"));
        }
    }

    private void work(LinuxRun run) {
        try {
            run.work();
        } finally {
            runs.remove(run);
        }
    }

    @Override
    public void stopLeftovers() {
        stopAllBut(List.of());
    }

    @Override
    public List<Adopted> takeOver(Set<AttemptRef> ended, Runnable changed) {
        try {
            List<KeptNote> notes = new Inheritance(room.kept(), room.keep()).take(ended);
            stopAllBut(notes);
            return notes.stream().map(note -> adopt(note, changed)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the notes of an earlier life", e);
        }
    }

    private Adopted adopt(KeptNote note, Runnable changed) {
        LinuxRun run = new LinuxRun(note, room, changed);
        start(run);
        return new Adopted(note.order(), run);
    }

    private void stopAllBut(List<KeptNote> notes) {
        try {
            Set<String> spared = notes.stream().map(KeptNote::mark).collect(Collectors.toSet());
            new Leftovers(room.mark(), room.records(), spared)
                    .stop(room.settings().grace());
            Stream<AttemptRef> goingOn = notes.stream().map(note -> note.order().attempt());
            Set<AttemptRef> present =
                    Stream.concat(goingOn, runs.stream().map(LinuxRun::attempt)).collect(Collectors.toSet());
            room.groups().removeLeftovers(present);
            Set<Path> used = present.stream().map(room::scratch).collect(Collectors.toSet());
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
