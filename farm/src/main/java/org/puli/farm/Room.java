package org.puli.farm;

import java.util.Map;
import org.puli.api.spec.Need;
import org.puli.api.sync.WorkerFacts;

/** Whether a machine is large enough for a command when nothing else runs on it. Stateless. */
public final class Room {
    private static final int MILLI = 1000;

    private Room() {}

    /** Whether an idle machine with these facts has all that is needed; memory that is unknown is without bound. */
    public static boolean isEnough(WorkerFacts facts, Need need) {
        return hasCores(facts, need) && hasMemory(facts, need) && hasGpus(facts, need) && hasAmounts(facts, need);
    }

    /** Whether it has the cores. */
    public static boolean hasCores(WorkerFacts facts, Need need) {
        return facts.cores() * MILLI >= need.milliCores();
    }

    /** Whether it has the memory. */
    public static boolean hasMemory(WorkerFacts facts, Need need) {
        return facts.memoryBytes() == 0 || facts.memoryBytes() >= need.memoryBytes();
    }

    /** Whether it has the GPUs, each with enough memory. */
    public static boolean hasGpus(WorkerFacts facts, Need need) {
        boolean isLarge = need.gpuMemoryBytes() == 0 || facts.equipment().gpuMemoryBytes() >= need.gpuMemoryBytes();
        return facts.equipment().gpus() >= need.gpus() && isLarge;
    }

    /** Whether it has all that the site counts. */
    public static boolean hasAmounts(WorkerFacts facts, Need need) {
        for (Map.Entry<String, Long> amount : need.milliAmounts().entrySet()) {
            if (!hasAmount(facts, amount)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it has so many thousandths of one thing that the site counts. */
    public static boolean hasAmount(WorkerFacts facts, Map.Entry<String, Long> amount) {
        double all = facts.equipment().amounts().getOrDefault(amount.getKey(), 0.0);
        return Math.round(all * MILLI) >= amount.getValue();
    }
}
