package org.puli.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.RunOrder;
import org.puli.worker.run.RunningCommand;

/**
 * Compares what should run with what does. A pure function: it starts and stops nothing itself.
 *
 * @param start orders that are to be started, in their order
 * @param stop attempts that are to be stopped
 */
record Reconciler(List<RunOrder> start, List<AttemptRef> stop) {
    /**
     * What to do.
     *
     * @param orders the complete set that should run
     * @param running what has a process tree
     * @param settled attempts that this worker has started or ended before; they are never started again
     */
    static Reconciler reconcile(
            List<RunOrder> orders, Map<AttemptRef, RunningCommand> running, Set<AttemptRef> settled) {
        Set<AttemptRef> wanted = new TreeSet<>();
        List<RunOrder> start = new ArrayList<>();
        for (RunOrder order : orders) {
            wanted.add(order.attempt());
            boolean isNew = !running.containsKey(order.attempt()) && !settled.contains(order.attempt());
            if (isNew && order.details() != null) {
                start.add(order);
            }
        }
        List<AttemptRef> stop = running.keySet().stream()
                .filter(attempt -> !wanted.contains(attempt))
                .toList();
        return new Reconciler(start, stop);
    }
}
