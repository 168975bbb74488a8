package org.puli.farm;

import java.util.Map;
import org.puli.api.LicenseName;
import org.puli.api.spec.TaskSettings;

/**
 * What one command holds while it runs.
 *
 * @param milliCores thousandths of a core
 * @param memoryBytes 0 when nothing was asked
 * @param licenses seats of each license, in the order of their names
 */
public record Need(int milliCores, long memoryBytes, Map<LicenseName, Integer> licenses) {
    private static final double BYTES_PER_COST = 4.0 * (1L << 30);

    /** What settings with nothing left open ask for. */
    public static Need of(TaskSettings settings) {
        double cores = settings.cores() == null ? 1 : settings.cores();
        long memory = settings.memoryBytes() == null ? 0 : settings.memoryBytes();
        Map<LicenseName, Integer> none = Map.of();
        return new Need(
                (int) Math.round(cores * 1000), memory, settings.licenses() == null ? none : settings.licenses());
    }

    /** What it counts in fair play: the greater of cores and memory in units of 4 GB. */
    public double cost() {
        return Math.max(milliCores / 1000.0, memoryBytes / BYTES_PER_COST);
    }
}
