package org.puli.worker.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.puli.api.sync.RunDetails;

/**
 * Which GPUs are whose. No GPU is two attempts' at a time, and which ones an attempt has does not change while it runs,
 * whatever happens to the connection or to the list of what is offered. Safe on every thread.
 */
final class GpuDevices {
    /** What CUDA programs read; AMD's and others' have variables of their own, which a task can fill. */
    static final String CUDA = "CUDA_VISIBLE_DEVICES";

    /** What Puli calls the same. */
    static final String PULI = "PULI_GPUS";

    private final Supplier<List<String>> offered;
    private final Set<String> taken = new TreeSet<>();

    /** {@code offered} names the GPUs that may be given out, in the order in which they are. */
    GpuDevices(Supplier<List<String>> offered) {
        this.offered = offered;
    }

    /**
     * The GPUs of one attempt, to be closed at its end.
     *
     * @param ids as the driver names them
     * @param variables what its processes are told
     */
    record Grant(List<String> ids, Map<String, String> variables, Runnable giveBack) implements AutoCloseable {
        /** For the log; empty when there is nothing to say. */
        String words() {
            return ids.isEmpty() ? "" : "has the GPU" + (ids.size() == 1 ? " " : "s ") + String.join(", ", ids);
        }

        @Override
        public void close() {
            giveBack.run();
        }
    }

    /**
     * Takes as many GPUs as an attempt holds.
     *
     * @throws CannotStart when there are fewer
     */
    Grant take(RunDetails details) throws CannotStart {
        List<String> all = offered.get();
        List<String> ids = details.gpus() == 0 ? List.of() : taken(details.gpus(), all);
        String list = String.join(",", ids);
        if (!ids.isEmpty()) {
            return new Grant(ids, Map.of(CUDA, list, PULI, list), () -> giveBack(ids));
        }
        // Else whoever holds none would see them all, and one that was given to another is used by two.
        boolean isHidden = !all.isEmpty() && !details.environment().containsKey(CUDA);
        return new Grant(ids, isHidden ? Map.of(CUDA, "", PULI, "") : Map.of(), () -> {});
    }

    private synchronized List<String> taken(int count, List<String> all) throws CannotStart {
        List<String> free = new ArrayList<>(all);
        free.removeAll(taken);
        if (free.size() < count) {
            throw new CannotStart("it needs " + count + (count == 1 ? " GPU; " : " GPUs; ") + free.size()
                    + " of this worker's " + all.size() + " are free");
        }
        List<String> ids = List.copyOf(free.subList(0, count));
        taken.addAll(ids);
        return ids;
    }

    private synchronized void giveBack(List<String> ids) {
        ids.forEach(taken::remove);
    }
}
