package org.puli.worker.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The children of this operating system process: the trees that were started and the orphans that came back. There is
 * one such set per process whatever the number of launchers, hence static. Only numbers known to be ours are ever
 * waited for, so children of {@link ProcessBuilder} are left to it (they live in this process's own session).
 */
final class Children {
    private static final Logger LOG = LoggerFactory.getLogger(Children.class);
    private static final Map<Integer, ProcessTree> TREES = new ConcurrentHashMap<>();
    private static final Set<Integer> KEEPERS = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger STARTING = new AtomicInteger();

    static {
        if (!Libc.becomeSubreaper()) {
            LOG.warn("this kernel does not hand orphans to the worker: processes that detach themselves may survive");
        }
    }

    private Children() {}

    /**
     * A child that lost its parent.
     *
     * @param owner the tree it came from; null when that is unknown or gone
     */
    record Orphan(ProcessStat process, @Nullable ProcessTree owner) {}

    /** Starts a program and takes it as the root of a tree; arguments as for {@link Spawner#spawn}. */
    static ProcessTree start(
            String mark, Path program, List<String> arguments, List<String> environment, Path folder, Path log)
            throws CannotStart {
        STARTING.incrementAndGet();
        try {
            int pid = Spawner.spawn(program, arguments, environment, folder, log);
            ProcessTree tree = new ProcessTree(pid, mark, log);
            TREES.put(pid, tree);
            return tree;
        } finally {
            STARTING.decrementAndGet();
        }
    }

    /**
     * Starts a keeper and the first process of a command, which waits to be let go.
     *
     * @param words the whole command line behind the keeper's own
     * @param step what is started
     */
    static ProcessTree startKept(
            String mark, Keeper keeper, List<String> words, CommandPlan plan, CommandPlan.Step step, Path log)
            throws CannotStart {
        STARTING.incrementAndGet();
        try {
            List<String> all = keeper.words(step.environment(), words);
            List<String> own = List.of(Keeper.VARIABLE + "=" + mark);
            int pid = spawned(keeper.bash(), all, own, plan, step.program(), log);
            KEEPERS.add(pid);
            KeptTree tree = ready(pid, keeper, mark, log);
            TREES.put(tree.main(), tree);
            return tree;
        } finally {
            STARTING.decrementAndGet();
        }
    }

    private static int spawned(
            Path shell, List<String> words, List<String> environment, CommandPlan plan, Path program, Path log)
            throws CannotStart {
        try {
            return Spawner.spawn(shell, words, environment, plan.folder(), log);
        } catch (CannotStart e) {
            throw Files.isExecutable(shell)
                    ? e.of(program, plan.folder())
                    : new CannotStart(shell + ", which keeps commands over a restart, is gone from this worker");
        }
    }

    private static KeptTree ready(int pid, Keeper keeper, String mark, Path log) throws CannotStart {
        try {
            KeeperStart.Ready ready = KeeperStart.await(pid, keeper);
            return new KeptTree(keeper, ready.keeping(), ready.stopped(), mark, log);
        } catch (CannotStart | RuntimeException | Error e) {
            ProcessStat shell = ProcTable.find(pid);
            if (shell != null) {
                endKeeper(shell.key());
            }
            throw e;
        }
    }

    /** Takes over a tree of an earlier life, with its keeper. */
    static ProcessTree adopt(KeptNote note, Path log) {
        ProcessTree tree = new AdoptedTree(note.first(), note.keeping(), note.mark(), log);
        TREES.put(tree.main(), tree);
        KEEPERS.add(note.keeping().pid());
        return tree;
    }

    /** Ends a keeper, whose child is ours from then on. */
    static void endKeeper(ProcessStat.Key keeping) {
        ProcessStat keeper = ProcTable.find(keeping.pid());
        if (keeper != null && keeper.key().equals(keeping)) {
            Libc.signal(keeper, Libc.SIGKILL);
            if (keeper.parent() == ProcTable.SELF) {
                Libc.awaitExit(keeping.pid());
                Libc.reap(keeping.pid());
            }
        }
        KEEPERS.remove(keeping.pid());
    }

    static void remove(ProcessTree tree) {
        TREES.remove(tree.main(), tree);
    }

    /** The living orphans; the dead ones are taken away on the spot. */
    static Stream<Orphan> orphans() {
        int[] adopted = ProcTable.adopted();
        return Arrays.stream(adopted)
                .filter(pid -> !TREES.containsKey(pid) && !KEEPERS.contains(pid))
                .mapToObj(ProcTable::find)
                .filter(Objects::nonNull)
                .filter(process -> process.parent() == ProcTable.SELF)
                .filter(process -> process.session() != ProcTable.OWN_SESSION)
                .map(process -> new Orphan(process, findOwner(process)))
                .filter(orphan -> !wasTakenAway(orphan));
    }

    /**
     * The running tree that an orphan of ours came from; null for any other process. What hides its origin too well
     * belongs to the one tree that is old enough, if there is just one. A keeper belongs to nobody: whoever took it for
     * his would end the command that it keeps. A child that is being started looks like such
     * an orphan until it runs its program: while there may be one, nobody is taken for anybody's, and it is
     * found later.
     */
    static @Nullable ProcessTree findOwner(ProcessStat process) {
        if (process.parent() != ProcTable.SELF || process.session() == ProcTable.OWN_SESSION) {
            return null;
        }
        ProcessTree known = findTree(tree -> tree.owns(process));
        if (known != null) {
            return known;
        }
        String mark = ProcTable.findVariable(process.pid(), RunMark.VARIABLE);
        if (mark != null) {
            return findTree(tree -> tree.mark().equals(mark));
        }
        if (STARTING.get() > 0) {
            return null;
        }
        // Whoever was being started before that look is known by now.
        if (KEEPERS.contains(process.pid())) {
            return null;
        }
        ProcessTree started = TREES.get(process.pid());
        if (started != null) {
            return started;
        }
        ProcessTree writing = findTree(tree -> tree.isWrittenToBy(process));
        return writing != null || olderTrees(process) != 1 ? writing : findTree(tree -> tree.isOlderThan(process));
    }

    private static @Nullable ProcessTree findTree(Predicate<ProcessTree> test) {
        return TREES.values().stream().filter(test).findFirst().orElse(null);
    }

    private static long olderTrees(ProcessStat process) {
        return TREES.values().stream().filter(tree -> tree.isOlderThan(process)).count();
    }

    /** One at a time and after another look, so that a number is never waited for after it was given to another. */
    private static synchronized boolean wasTakenAway(Orphan orphan) {
        int pid = orphan.process().pid();
        if (!orphan.process().isEnded() || isUncertain()) {
            return false;
        }
        if (TREES.containsKey(pid) || !ProcTable.isStill(orphan.process())) {
            return true;
        }
        Libc.Usage usage = Libc.reap(pid);
        if (orphan.owner() != null) {
            orphan.owner().add(usage);
        }
        return usage.cpuMillis() >= 0;
    }

    /** Where the kernel does not tell adopted children from others, one that is being started could be mistaken. */
    private static boolean isUncertain() {
        return !ProcTable.TELLS_ADOPTED && STARTING.get() > 0;
    }

    /**
     * Ends orphans whose tree is gone. One without any sign of its origin is spared while a tree runs that is older
     * than it, for it may belong there.
     *
     * @param mark of the launcher that asks
     * @return whether there were any, or it was no good moment to look
     */
    static boolean endStrays(RunMark mark) {
        List<Orphan> orphans = orphans().toList();
        if (STARTING.get() > 0) {
            return !orphans.isEmpty();
        }
        List<ProcessStat> strays = orphans.stream()
                .map(Orphan::process)
                .filter(process -> !TREES.containsKey(process.pid()) && !KEEPERS.contains(process.pid()))
                .filter(process -> findOwner(process) == null)
                .filter(process -> olderTrees(process) == 0 || mark.isOfThisLife(process))
                .toList();
        strays.forEach(process -> {
            LOG.info("ending stray process {}", process.pid());
            Libc.signal(process, Libc.SIGKILL);
        });
        return !strays.isEmpty();
    }
}
