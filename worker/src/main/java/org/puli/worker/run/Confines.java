package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.ProcessLimits;
import org.puli.api.sync.RunDetails;

/**
 * The limits of a worker's commands, and how they are set: {@code posix_spawn} cannot, so a command is started through
 * programs of util-linux and coreutils that set one thing each and then become the next. Only what was asked for is
 * there; a command for which nobody asks anything is started directly. Safe on every thread.
 */
final class Confines {
    private final ProcessLimits limits;
    private final OwnLimits own;
    private final CpuPins pins;
    private final Map<String, Path> programs = new TreeMap<>();

    private Confines(ProcessLimits limits, OwnLimits own, CpuPins pins) {
        this.limits = limits;
        this.own = own;
        this.pins = pins;
    }

    /**
     * Finds the programs and tries each one that the worker's own settings need, so that no command is the first to
     * meet a fault.
     *
     * @param path the folders to look in, separated by colons
     * @throws IOException naming the setting that cannot be kept
     */
    static Confines open(ProcessLimits limits, String path) throws IOException {
        Confines confines = new Confines(limits, OwnLimits.read(), CpuPins.ofThisWorker());
        for (String program : LimitLink.PROGRAMS) {
            try {
                confines.programs.put(program, ProgramPath.find(program, Path.of("/"), path));
            } catch (CannotStart missing) {
                // Told where somebody asks for what it sets.
            }
        }
        List<Integer> taken = limits.runsPinned() ? confines.pins.take(1) : List.of();
        try {
            for (LimitLink link : confines.links(limits, taken)) {
                confines.tried(link, path);
            }
        } finally {
            confines.pins.giveBack(taken);
        }
        return confines;
    }

    private void tried(LimitLink link, String path) throws IOException {
        if (!programs.containsKey(link.program())) {
            throw new IOException(link.setting() + " needs the program '" + link.program() + "', which is in none of "
                    + path + "; install " + link.origin() + " or leave the setting out");
        }
        LimitProbe.run(link, words(link), path);
    }

    private List<String> words(LimitLink link) {
        List<String> words = new ArrayList<>();
        words.add(Objects.requireNonNull(programs.get(link.program())).toString());
        words.addAll(link.arguments());
        return words;
    }

    private List<LimitLink> links(ProcessLimits wanted, List<Integer> cpus) {
        List<LimitLink> links = new ArrayList<>();
        Optional.ofNullable(wanted.openFiles()).map(LimitLink::openFiles).ifPresent(links::add);
        Optional.ofNullable(wanted.coreBytes()).map(LimitLink::coreBytes).ifPresent(links::add);
        Optional.ofNullable(wanted.oomScoreAdj()).map(LimitLink::oomScoreAdj).ifPresent(links::add);
        if (!cpus.isEmpty()) {
            links.add(LimitLink.pinned(cpus));
        }
        Integer nice = wanted.nice();
        if (nice != null && nice != own.nice()) {
            links.add(LimitLink.nice(nice, own.nice()));
        }
        return links;
    }

    /**
     * What holds for one attempt, with processors of its own if there are to be any; to be closed at its end.
     *
     * @throws CannotStart when its task asks for more than a command may have here
     */
    Confinement take(RunDetails details, @Nullable LocalUser user) throws CannotStart {
        ProcessLimits wanted = asked(details.limits());
        List<Integer> cpus = wanted.runsPinned() ? pins.take(details.cores()) : List.of();
        try {
            return new Confinement(
                    chain(links(wanted, cpus)),
                    user,
                    cpus,
                    wanted.nice(),
                    GpuDevices.Grant.NONE,
                    () -> pins.giveBack(cpus));
        } catch (CannotStart | RuntimeException e) {
            pins.giveBack(cpus);
            throw e;
        }
    }

    /**
     * What holds for an attempt that an earlier life of the worker started on some processors.
     *
     * @param cpus what {@link #take} gave it then
     */
    Confinement takeAgain(RunDetails details, List<Integer> cpus) throws CannotStart {
        ProcessLimits wanted = asked(details.limits());
        List<List<String>> chain = chain(links(wanted, cpus));
        pins.takeAgain(cpus);
        return new Confinement(chain, null, cpus, wanted.nice(), GpuDevices.Grant.NONE, () -> pins.giveBack(cpus));
    }

    /** What a task asks for within what the worker allows: it may stand back further, and have less. */
    private ProcessLimits asked(@Nullable ProcessLimits task) throws CannotStart {
        if (task == null) {
            return limits;
        }
        return new ProcessLimits(
                own.checkedFiles(task.openFiles(), limits.openFiles()),
                own.checkedCore(task.coreBytes(), limits.coreBytes()),
                later(task.nice(), limits.nice(), own.nice()),
                later(task.oomScoreAdj(), limits.oomScoreAdj(), own.oomScoreAdj()),
                limits.runsPinned() || task.runsPinned(),
                task.memoryPolicy());
    }

    private static @Nullable Integer later(@Nullable Integer task, @Nullable Integer worker, int own) {
        return task == null ? worker : Integer.valueOf(Math.max(task, worker == null ? own : worker));
    }

    private List<List<String>> chain(List<LimitLink> links) throws CannotStart {
        List<List<String>> chain = new ArrayList<>();
        String last = "";
        for (LimitLink link : links) {
            if (!programs.containsKey(link.program())) {
                throw new CannotStart("its task asks for a limit that is set by the program '" + link.program()
                        + "', which is not on this worker; install " + link.origin());
            }
            // One program sets two of them.
            if (link.program().equals(last)) {
                chain.getLast().addAll(link.arguments());
            } else {
                chain.add(words(link));
            }
            last = link.program();
        }
        return chain;
    }
}
