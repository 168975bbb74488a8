package org.puli.worker.run;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and ends what earlier lives of this worker left running: by the records of their first processes, by the marks
 * in their environments, and by descent from those. Runs once, on the thread that starts the worker.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final RunMark mark;
    private final RunRecords records;
    private final Set<String> spared;
    private final Set<ProcessStat.Key> known = new HashSet<>();

    Leftovers(RunMark mark, RunRecords records) {
        this(mark, records, Set.of());
    }

    /**
     * Finds all but some.
     *
     * @param spared marks of attempts that this life goes on with
     */
    Leftovers(RunMark mark, RunRecords records, Set<String> spared) {
        this.mark = mark;
        this.records = records;
        this.spared = Set.copyOf(spared);
    }

    /** Ends them all; returns when they are gone. */
    void stop(Duration grace) throws IOException {
        List<RunRecords.Earlier> earlier = records.read(spared);
        Set<ProcessStat.Key> mains = earlier.stream()
                .map(RunRecords.Earlier::process)
                .filter(process -> process != null)
                .collect(Collectors.toSet());
        known.addAll(mains);
        end(mains, grace);
        for (RunRecords.Earlier record : earlier) {
            OutputLog.noteAt(record.log(), "the worker went away while this ran; what was left of it has been ended");
            records.delete(record.file());
        }
    }

    private void end(Set<ProcessStat.Key> mains, Duration grace) {
        List<ProcessStat> found = find(mains);
        if (found.isEmpty()) {
            return;
        }
        LOG.info("ending {} processes that an earlier life of this worker left behind", found.size());
        found.forEach(process -> Libc.signal(process, Libc.SIGTERM));
        found.forEach(process -> Libc.signal(process, Libc.SIGCONT));
        if (Patience.upTo(grace).until(() -> find(mains).isEmpty())) {
            return;
        }
        Patience.endless("what an earlier life of this worker left behind").until(() -> {
            List<ProcessStat> left = find(mains);
            left.forEach(process -> Libc.signal(process, Libc.SIGKILL));
            return left.isEmpty();
        });
    }

    private List<ProcessStat> find(Set<ProcessStat.Key> mains) {
        List<ProcessStat> table = ProcTable.read();
        Set<ProcessStat.Key> ancestors = ancestors();
        Set<Integer> sessions = table.stream()
                .filter(process -> mains.contains(process.key()))
                .map(ProcessStat::pid)
                .collect(Collectors.toSet());
        List<ProcessStat> found = ProcessTree.descent(
                        table,
                        process -> known.contains(process.key())
                                || sessions.contains(process.session())
                                || isMarked(process))
                .stream()
                .filter(process -> !ancestors.contains(process.key()))
                .toList();
        found.forEach(process -> known.add(process.key()));
        return found;
    }

    private boolean isMarked(ProcessStat process) {
        return isMarked(process, RunMark.VARIABLE) || isMarked(process, Keeper.VARIABLE);
    }

    private boolean isMarked(ProcessStat process, String variable) {
        String found = ProcTable.findVariable(process.pid(), variable);
        return found != null && mark.isOfEarlierLife(found) && !spared.contains(found);
    }

    /** Whoever started this worker is never ended by it, even if it came from an earlier life's command. */
    private static Set<ProcessStat.Key> ancestors() {
        Set<ProcessStat.Key> ancestors = new HashSet<>();
        ProcessStat next = ProcTable.find(ProcTable.SELF);
        while (next != null && next.pid() > 0 && ancestors.add(next.key())) {
            next = ProcTable.find(next.parent());
        }
        return ancestors;
    }
}
