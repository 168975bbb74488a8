package org.puli.worker.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One started program and everything that came from it. Its first process stays a zombie until the tree is gone, so its
 * number can mean nothing else meanwhile; whoever of the tree loses its parent becomes a child of this process, so
 * nothing can slip away. Safe on every thread.
 */
class ProcessTree {
    /** A tree of more processes than these is large. */
    private static final int FEW = 16;

    private final int main;
    private final long startTicks;
    private final String mark;
    private final Path log;
    private final AtomicLong cpuMillis = new AtomicLong();
    private final AtomicLong peakBytes = new AtomicLong();
    private volatile Set<ProcessStat.Key> known = Set.of();
    private volatile boolean mainEnded;
    private volatile RunGroup group = RunGroup.NONE;

    /**
     * Takes a child that was just started.
     *
     * @param mark what its environment carries as {@link RunMark#VARIABLE}
     * @param log the file that it writes to
     */
    ProcessTree(int main, String mark, Path log) {
        this.main = main;
        this.mark = mark;
        this.log = log;
        ProcessStat stat = ProcTable.find(main);
        this.startTicks = stat == null ? 0 : stat.startTicks();
    }

    /** Takes a first process that is known already. */
    ProcessTree(ProcessStat.Key first, String mark, Path log) {
        this.main = first.pid();
        this.startTicks = first.startTicks();
        this.mark = mark;
        this.log = log;
    }

    /** The process that keeps the first one for another life of the worker; null when nothing does. */
    ProcessStat.@Nullable Key keeping() {
        return null;
    }

    /** Who is to be told how the first process ended, as long as a keeper remembers that. */
    void noteEnd(Consumer<Libc.Exit> taker) {
        // Nothing remembers it.
    }

    /** What the first process is before it becomes the command, one after the other. */
    List<List<String>> via() {
        return List.of();
    }

    /** Lets the first process become the command, if it waits for that. */
    void letGo() {
        // It does not wait.
    }

    int main() {
        return main;
    }

    long startTicks() {
        return startTicks;
    }

    /** The file that it writes to. */
    Path log() {
        return log;
    }

    String mark() {
        return mark;
    }

    /** Adds what one of its processes, which was taken away, has used. */
    void add(Libc.Usage usage) {
        cpuMillis.addAndGet(Math.max(0, usage.cpuMillis()));
        peakBytes.accumulateAndGet(OwnPeak.without(usage.peakBytes()), Math::max);
    }

    /** The most that one of its processes that are gone had resident, in bytes; 0 when that is not known. */
    long peakBytes() {
        return peakBytes.get();
    }

    /** From now on its processes live in a control group. */
    void enter(RunGroup its) {
        group = its;
        if (its.folder() != null) {
            its.take(members(ProcTable.read()));
        }
    }

    /** Where its processes live. */
    RunGroup group() {
        return group;
    }

    /** Waits until the first process has ended. */
    Libc.Exit awaitMain() {
        Libc.Exit exit = Libc.awaitExit(main);
        mainHasEnded();
        return exit;
    }

    /** Somebody has seen the first process end. */
    final void mainHasEnded() {
        mainEnded = true;
    }

    /** Whether somebody has seen the first process end. */
    boolean hasMainEnded() {
        return mainEnded;
    }

    /** Whether a process is known to be of this tree without asking for its mark. */
    boolean owns(ProcessStat process) {
        return process.session() == main || process.group() == main || isKnown(process);
    }

    /** Whether a process was a member at the last look, or at one before and was not taken away since. */
    final boolean isKnown(ProcessStat process) {
        return known.contains(process.key());
    }

    /** Whether it is the first process. */
    boolean isMain(ProcessStat process) {
        return process.pid() == main;
    }

    /** Whether a process still writes to this tree's log. */
    boolean isWrittenToBy(ProcessStat process) {
        return ProcTable.hasOpen(process.pid(), 1, log) || ProcTable.hasOpen(process.pid(), 2, log);
    }

    /** Whether a process may have come from this tree by its age. */
    boolean isOlderThan(ProcessStat process) {
        return startTicks <= process.startTicks();
    }

    /**
     * Whether the first process has ended and nothing of it is left: every orphan is our child. The kernel's list of
     * those may leave some out while many of them end, so after a large tree all processes are looked at, those
     * included that have ended and were not taken away yet.
     */
    boolean isGone() {
        boolean wasLarge = known.size() > FEW;
        return mainEnded
                && Children.orphans().noneMatch(orphan -> equals(orphan.owner()))
                && !(wasLarge && isAnyLeft());
    }

    private boolean isAnyLeft() {
        boolean isAnyAlive = !members(ProcTable.read()).isEmpty();
        return isAnyAlive || known.stream().anyMatch(key -> key.pid() != main);
    }

    /** The living processes of the tree. */
    List<ProcessStat> members(List<ProcessStat> table) {
        Set<Integer> inside = group.pids();
        List<ProcessStat> members = descent(
                table,
                process -> isMain(process)
                        || inside.contains(process.pid())
                        || owns(process)
                        || equals(Children.findOwner(process)));
        Set<ProcessStat.Key> before = known;
        Stream<ProcessStat> stillThere = table.stream().filter(process -> before.contains(process.key()));
        known = Stream.concat(members.stream(), stillThere)
                .map(ProcessStat::key)
                .collect(Collectors.toUnmodifiableSet());
        return members;
    }

    /** The living ones among some processes and all of their descendants, without this process itself. */
    static List<ProcessStat> descent(List<ProcessStat> table, Predicate<ProcessStat> isRoot) {
        Map<Integer, List<ProcessStat>> byParent = table.stream().collect(Collectors.groupingBy(ProcessStat::parent));
        Set<ProcessStat> found = new LinkedHashSet<>();
        Deque<ProcessStat> open = new ArrayDeque<>(table.stream().filter(isRoot).toList());
        while (!open.isEmpty()) {
            ProcessStat next = open.remove();
            if (next.pid() > 1 && next.pid() != ProcTable.SELF && found.add(next)) {
                open.addAll(byParent.getOrDefault(next.pid(), List.of()));
            }
        }
        return new ArrayList<>(
                found.stream().filter(process -> !process.isEnded()).toList());
    }

    /**
     * Ends all of the tree: a polite signal, then, after the grace time, the hard one until nothing is left. Returns
     * when it is gone; a second caller waits for the first.
     */
    synchronized void end(Duration grace) {
        if (isGone()) {
            return;
        }
        signalAll(Libc.SIGTERM);
        signalAll(Libc.SIGCONT);
        if (Patience.upTo(grace).until(this::isGone)) {
            return;
        }
        Patience.endless("process tree of " + main).until(() -> {
            group.kill();
            signalAll(Libc.SIGKILL);
            return isGone();
        });
    }

    /** Signals every process of the tree. */
    void signalAll(int signal) {
        Libc.signalGroup(main, signal);
        for (ProcessStat member : members(ProcTable.read())) {
            if (member.group() != main) {
                Libc.signal(member, signal);
            }
        }
    }

    /** Lets go of the first process, once the tree is gone; returns the processor time of the whole tree. */
    long reap() {
        Children.remove(this);
        add(Libc.reap(main));
        return cpuMillis.get();
    }
}
