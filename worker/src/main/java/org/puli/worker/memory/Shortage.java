package org.puli.worker.memory;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.MemoryAmount;

/**
 * Whether a machine is short of memory: less is available than is to stay so, or programs already stand still for want
 * of memory while not even twice as much is available. Pressure alone says too little, for it also comes from groups
 * that have reached limits of their own.
 *
 * @param machine where the figures come from
 * @param reserveBytes what is to stay available; 0 for nothing, and then it is never short
 */
public record Shortage(MachineMemory machine, long reserveBytes) {
    /** Percent of time in which all programs stood still. */
    static final double HIGH_PRESSURE = 10;

    /**
     * What was found.
     *
     * @param lackingBytes how much has to become available
     * @param words for people
     */
    public record Finding(long lackingBytes, String words) {}

    /** Looks; null when it is not short, or nothing is told. */
    public @Nullable Finding find() {
        long available = reserveBytes == 0 ? MachineMemory.UNKNOWN : machine.availableBytes();
        if (available == MachineMemory.UNKNOWN || available >= 2 * reserveBytes) {
            return null;
        }
        double pressure = machine.pressure();
        if (available >= reserveBytes && pressure < HIGH_PRESSURE) {
            return null;
        }
        String words = new MemoryAmount(available) + " available, of " + new MemoryAmount(reserveBytes)
                + " that are to stay so";
        String stalled = pressure < HIGH_PRESSURE
                ? ""
                : String.format(Locale.ROOT, ", and programs stand still for %.0f %% of the time", pressure);
        long wanted = available < reserveBytes ? reserveBytes : 2 * reserveBytes;
        return new Finding(wanted - available, words + stalled);
    }
}
