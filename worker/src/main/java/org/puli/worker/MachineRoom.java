package org.puli.worker;

import java.util.Map;
import java.util.TreeMap;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.WorkerFacts;

/** What running trees have of the machine's cores and GPUs. Owned by the worker's loop. */
final class MachineRoom {
    private record Held(int milliCores, int gpus) {}

    private final Map<AttemptRef, Held> held = new TreeMap<>();

    /** Takes what an attempt needs, and says whether there was room; on an empty machine there always is. */
    boolean takeIfFree(AttemptRef attempt, RunDetails details, WorkerFacts offer) {
        Held asked = need(details);
        int cores = held.values().stream().mapToInt(Held::milliCores).sum() + asked.milliCores();
        int gpus = held.values().stream().mapToInt(Held::gpus).sum() + asked.gpus();
        boolean hasGpus = asked.gpus() == 0 || gpus <= offer.equipment().gpus();
        boolean isFree = held.isEmpty() || (cores <= offer.cores() * 1000 && hasGpus);
        if (isFree) {
            held.put(attempt, asked);
        }
        return isFree;
    }

    /** Notes what an attempt has that runs already, whether there is room or not. */
    void hold(AttemptRef attempt, RunDetails details) {
        held.put(attempt, need(details));
    }

    private static Held need(RunDetails details) {
        return new Held((int) Math.round(details.cores() * 1000), details.gpus());
    }

    /** Its tree is gone. */
    void giveBack(AttemptRef attempt) {
        held.remove(attempt);
    }
}
