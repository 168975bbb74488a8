package org.puli.api.spec;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.puli.api.LicenseName;

/**
 * What one command holds on its worker while it runs.
 *
 * @param milliCores thousandths of a core, at least
 * @param maxMilliCores the most thousandths that may be granted, from {@code milliCores}
 * @param memoryBytes 0 when nothing was asked
 * @param gpus whole GPUs
 * @param gpuMemoryBytes memory that each of these has at least
 * @param milliAmounts thousandths of what the site counts, by name
 * @param wholeMachine whether it is alone on its worker
 * @param licenses seats of each license, in the order of their names
 */
public record Need(
        int milliCores,
        int maxMilliCores,
        long memoryBytes,
        int gpus,
        long gpuMemoryBytes,
        Map<String, Long> milliAmounts,
        boolean wholeMachine,
        Map<LicenseName, Integer> licenses) {
    private static final long BYTES_PER_COST = 4L << 30;
    private static final int MILLI = 1000;
    private static final long MILLI_COST_OF_GPU = 8_000;

    /** Sorts the maps, so that what means the same is equal. */
    public Need {
        maxMilliCores = Math.max(milliCores, maxMilliCores);
        milliAmounts = milliAmounts == null || milliAmounts.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new TreeMap<>(milliAmounts));
        licenses = licenses == null || licenses.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new TreeMap<>(licenses));
    }

    /** What settings with nothing left open ask for. */
    public static Need of(TaskSettings settings) {
        double cores = settings.cores() == null ? 1 : settings.cores();
        Resources more = settings.resources() == null ? Resources.NONE : settings.resources();
        Map<LicenseName, Integer> noSeats = Map.of();
        return new Need(
                milli(cores),
                more.maxCores() == null ? 0 : milli(more.maxCores()),
                settings.memoryBytes() == null ? 0 : settings.memoryBytes(),
                more.gpus() == null ? 0 : more.gpus(),
                more.gpuMemoryBytes() == null ? 0 : more.gpuMemoryBytes(),
                amounts(more),
                more.wholeMachine() != null && more.wholeMachine(),
                settings.licenses() == null ? noSeats : settings.licenses());
    }

    private static int milli(double cores) {
        return (int) Math.round(cores * MILLI);
    }

    private static Map<String, Long> amounts(Resources more) {
        Map<String, Long> amounts = new TreeMap<>();
        if (more.amounts() != null) {
            more.amounts().forEach((name, amount) -> amounts.put(name, Math.round(amount * MILLI)));
        }
        return amounts;
    }

    /** The same with so many cores granted. */
    public Need granted(int cores) {
        return cores == milliCores && cores == maxMilliCores
                ? this
                : new Need(cores, cores, memoryBytes, gpus, gpuMemoryBytes, milliAmounts, wholeMachine, licenses);
    }

    /** The same with at least so much memory. */
    public Need withMemory(long bytes) {
        return bytes <= memoryBytes
                ? this
                : new Need(
                        milliCores, maxMilliCores, bytes, gpus, gpuMemoryBytes, milliAmounts, wholeMachine, licenses);
    }

    /** The same without any seat of these licenses. */
    public Need without(Set<LicenseName> released) {
        Map<LicenseName, Integer> rest = new TreeMap<>(licenses);
        rest.keySet().removeAll(released);
        return new Need(milliCores, maxMilliCores, memoryBytes, gpus, gpuMemoryBytes, milliAmounts, wholeMachine, rest);
    }

    /**
     * What it counts in fair play, in thousandths: the greatest of cores, memory in units of 4 GB, and eight for each
     * GPU.
     */
    public long milliCost() {
        long memory = memoryBytes / BYTES_PER_COST * MILLI + memoryBytes % BYTES_PER_COST * MILLI / BYTES_PER_COST;
        return Math.max(Math.max(milliCores, memory), gpus * MILLI_COST_OF_GPU);
    }

    /** The same in whole units, as fair play counts them against weights. */
    public double cost() {
        return milliCost() / (double) MILLI;
    }
}
