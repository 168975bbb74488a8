package org.puli.worker.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the processes of an attempt had from storage and gave to it, as far as looks at them tell. The kernel adds what
 * an ended process did to the parent that waited for it, so a sum over those that are there has all but the ended
 * orphans; of these the last look counts. Safe on every thread.
 */
final class IoCount {
    private final Map<ProcessStat.Key, ProcTable.Io> orphans = new HashMap<>();
    private ProcTable.Io earlier = ProcTable.Io.NONE;
    private ProcTable.Io current = ProcTable.Io.NONE;
    private int main;

    /** Another tree begins. */
    synchronized void begin(ProcessTree tree) {
        main = tree.main();
    }

    /** Looks at the living processes of a tree; one that is not the present one is nobody's. */
    synchronized void look(ProcessTree tree, List<ProcessStat> members) {
        if (tree.main() != main) {
            return;
        }
        ProcTable.Io sum = ProcTable.Io.NONE;
        for (ProcessStat member : members) {
            ProcTable.Io io = ProcTable.io(member.pid());
            if (member.parent() == ProcTable.SELF && member.pid() != main) {
                orphans.merge(member.key(), io, ProcTable.Io::most);
            } else {
                sum = sum.plus(io);
            }
        }
        take(sum);
    }

    private void take(ProcTable.Io sum) {
        ProcTable.Io all = orphans.values().stream().reduce(sum, ProcTable.Io::plus);
        current = current.most(all);
    }

    /** The tree is gone, and its first process not yet taken away. */
    synchronized void end(ProcessTree tree) {
        take(ProcTable.io(tree.main()));
        earlier = earlier.plus(current);
        current = ProcTable.Io.NONE;
        orphans.clear();
        main = 0;
    }

    /** The sum over all trees. */
    synchronized ProcTable.Io sum() {
        return earlier.plus(current);
    }
}
