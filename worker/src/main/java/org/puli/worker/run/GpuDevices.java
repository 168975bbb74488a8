package org.puli.worker.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.puli.api.sync.AttemptRef;
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
    /** Who has it: whatever took it, and nothing else can give it back. */
    private final Map<String, Object> taken = new TreeMap<>();

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
        /** No GPUs, and nothing to say of them. */
        static final Grant NONE = new Grant(List.of(), Map.of(), () -> {});

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
        Object owner = new Object();
        List<String> ids = details.gpus() == 0 ? List.of() : taken(details.gpus(), all, owner);
        if (!ids.isEmpty()) {
            return grant(ids, owner);
        }
        // Else whoever holds none would see them all, and one that was given to another is used by two.
        boolean isHidden = !all.isEmpty() && !details.environment().containsKey(CUDA);
        return new Grant(ids, isHidden ? Map.of(CUDA, "", PULI, "") : Map.of(), () -> {});
    }

    private Grant grant(List<String> ids, Object owner) {
        String list = String.join(",", ids);
        return new Grant(ids, Map.of(CUDA, list, PULI, list), () -> giveBack(ids, owner));
    }

    /** Keeps from others what an attempt of an earlier life of the worker still has. */
    synchronized void hold(List<String> ids, AttemptRef attempt) {
        ids.forEach(id -> taken.put(id, attempt));
    }

    /** The GPUs of such an attempt, to be closed at its end. */
    Grant takeAgain(List<String> ids, AttemptRef attempt) {
        return ids.isEmpty() ? Grant.NONE : grant(ids, attempt);
    }

    private synchronized List<String> taken(int count, List<String> all, Object owner) throws CannotStart {
        List<String> free = new ArrayList<>(all);
        free.removeAll(taken.keySet());
        if (free.size() < count) {
            throw new CannotStart("it needs " + count + (count == 1 ? " GPU; " : " GPUs; ") + free.size()
                    + " of this worker's " + all.size() + " are free");
        }
        List<String> ids = List.copyOf(free.subList(0, count));
        ids.forEach(id -> taken.put(id, owner));
        return ids;
    }

    /** Gives back what this owner still has. */
    synchronized void giveBack(List<String> ids, Object owner) {
        ids.forEach(id -> taken.remove(id, owner));
    }
}
