package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.Progress;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.RunState.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps one attempt for another life of the worker, or has kept it from an earlier one. The run's own thread calls
 * it, and whoever ends the run early.
 */
final class Keeping {
    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

    private final RunRoom room;
    private final RunOrder order;
    private final RunDetails details;
    private final Path log;
    private final String mark;
    private final @Nullable KeptNote taken;
    private final @Nullable Keeper keeper;
    private List<Integer> cpus = List.of();
    private List<String> gpus = List.of();
    private long step;
    private boolean hasBegun;
    private long logStart;
    /** What the file says; null when there is none. Under this object's lock. */
    private @Nullable KeptNote note;

    /**
     * Of one attempt.
     *
     * @param taken what an earlier life noted of it; null when it is new
     */
    Keeping(RunRoom room, RunOrder order, RunDetails details, Path log, String mark, @Nullable KeptNote taken) {
        this.room = room;
        this.order = order;
        this.details = details;
        this.log = log;
        this.mark = mark;
        this.taken = taken;
        this.note = taken;
        // A keeper stands in the command's folder, where the worker's own user may have no business.
        this.keeper = room.users().areOthers() ? null : room.keep().findKeeper(details.task());
        if (taken != null) {
            // Before anything new is started, which could be given them else.
            room.gpus().hold(taken.gpus(), order.attempt());
        }
    }

    /** Whether an earlier life started it. */
    boolean isTaken() {
        return taken != null;
    }

    /** What is told of it before this life has done anything. */
    RunState state() {
        KeptNote earlier = taken;
        if (earlier == null) {
            return RunState.of(order.attempt(), order.leaseId(), Phase.STARTING, 0, Progress.NONE);
        }
        Phase phase = earlier.early() == null ? Phase.RUNNING : Phase.STOPPING;
        return RunState.of(order.attempt(), order.leaseId(), phase, earlier.startedAt(), Progress.NONE);
    }

    /** What its log says first; {@code more} if it is new. */
    String[] header(String... more) {
        return taken == null
                ? Stream.of(LogLines.header(order.attempt(), order.leaseId(), details), more)
                        .flatMap(Stream::of)
                        .toArray(String[]::new)
                : new String[] {"the worker was restarted, and this goes on"};
    }

    /** Says in the log of a new attempt what its processes get. */
    void noteSurroundings(OutputLog notes, Confinement confinement, RunEnvironment environment) throws IOException {
        if (taken != null) {
            return;
        }
        if (!confinement.isNone()) {
            notes.note(confinement.words());
        }
        if (!confinement.gpus().ids().isEmpty()) {
            notes.note(confinement.gpus().words());
        }
        notes.note(ShownEnvironment.lines(environment.all()));
    }

    /** Whether another life could go on with what runs now. */
    synchronized boolean isKept() {
        return note != null;
    }

    /** The first process that this life has to do with, from 0; those before it have ended well. */
    long skipTo(CommandPlan plan, RunOutput read) throws CannotStart {
        KeptNote earlier = taken;
        if (earlier == null) {
            return 0;
        }
        read.catchUp();
        for (long i = 0; i < earlier.step(); i++) {
            read.stepOver(plan.step(i), true);
        }
        return earlier.step();
    }

    /** How long ago its first process started. */
    Duration age() {
        return taken == null ? Duration.ZERO : Duration.ofMillis(Outsider.ageMillis(taken.startTicks()));
    }

    /** The processor time of what ran before this life's first process. */
    long cpuMillis() {
        return taken == null ? 0 : taken.cpuMillis();
    }

    /** Takes the limits of its processes. */
    Confinement take(@Nullable LocalUser user) throws CannotStart {
        Confinement held = taken == null
                ? room.confines().take(details, user)
                : room.confines().takeAgain(details, taken.cpus());
        cpus = held.cpus();
        try {
            GpuDevices.Grant grant =
                    taken == null ? room.gpus().take(details) : room.gpus().takeAgain(taken.gpus(), order.attempt());
            gpus = grant.ids();
            return held.with(grant);
        } catch (CannotStart e) {
            held.close();
            throw e;
        }
    }

    /** A process is about to be started, or gone on with; says where its output begins. */
    long begin(long number) throws IOException {
        step = number;
        KeptNote earlier = taken;
        logStart = earlier != null && goesOn(number) ? earlier.logStart() : Files.size(log);
        return logStart;
    }

    /** Whether a process is one of an earlier life. */
    boolean goesOn(long number) {
        return taken != null && number == taken.step();
    }

    /** Starts the present process, or finds it. It waits to be let go. */
    ProcessTree start(Confinement confinement, CommandPlan plan, CommandPlan.Step process) throws CannotStart {
        KeptNote earlier = taken;
        ProcessTree tree = earlier != null && goesOn(step)
                ? Children.adopt(earlier, log)
                : confinement.start(plan, process, mark, log, keeper);
        tree.noteEnd(this::ended);
        return tree;
    }

    /** How the present process ended: as an earlier life saw it, if it did. */
    Libc.Exit judged(Libc.Exit seen) {
        Libc.Exit earlier = taken != null && goesOn(step) ? taken.exit() : null;
        return earlier == null ? seen : earlier;
    }

    /** Ends what an earlier life left, if this life could not go on with it. */
    void abandon(Duration grace) {
        KeptNote earlier = taken;
        if (earlier != null && !hasBegun) {
            ProcessTree tree = Children.adopt(earlier, log);
            tree.end(grace);
            tree.reap();
            room.gpus().giveBack(earlier.gpus(), order.attempt());
        }
    }

    /**
     * Notes the present process before it becomes the command. Without a note it runs all the same, and is not gone on
     * with.
     */
    synchronized void began(ProcessTree tree, long startedAt, long cpuMillis, KeptNote.@Nullable Early early) {
        hasBegun = true;
        ProcessStat.Key keeping = tree.keeping();
        if (keeping == null) {
            forget();
            return;
        }
        long ticks = taken == null ? (note == null ? tree.startTicks() : note.startTicks()) : taken.startTicks();
        write(new KeptNote(
                ProcTable.machineBoot(),
                mark,
                order,
                log.toString(),
                startedAt,
                ticks,
                step,
                logStart,
                new ProcessStat.Key(tree.main(), tree.startTicks()),
                keeping,
                cpus,
                gpus,
                cpuMillis,
                null,
                early));
    }

    private synchronized void ended(Libc.Exit exit) {
        KeptNote now = note;
        if (now != null) {
            write(now.with(exit));
        }
    }

    /** It is ended before its time. */
    synchronized void endsEarly(KeptNote.Early why) {
        KeptNote now = note;
        if (now != null) {
            write(now.with(why));
        }
    }

    private void write(KeptNote next) {
        try {
            room.kept().write(next);
            note = next;
        } catch (IOException e) {
            LOG.warn(
                    "attempt {} would not survive a restart of the worker: its note cannot be written",
                    order.attempt(),
                    e);
            forget();
        }
    }

    /** The attempt has ended, and how is safe elsewhere. */
    synchronized void forget() {
        if (note != null) {
            note = null;
            room.kept().delete(order.attempt());
        }
    }
}
