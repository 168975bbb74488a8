package org.puli.dispatcher.http;

import org.jspecify.annotations.Nullable;
import org.puli.api.Text;
import org.puli.api.sync.MachineFacts;
import org.puli.api.sync.MachineFacts.Disk;
import org.puli.api.sync.MachineFacts.Gpu;

/** Brings what a worker says of its machine within what can be shown. Stateless. */
final class MachineReader {
    private static final long MOST_BYTES = 1L << 60;
    private static final int MOST_CORES = 1 << 16;

    private MachineReader() {}

    /**
     * The same, cleaned.
     *
     * @throws IllegalArgumentException when there is more of it than any machine has
     */
    static @Nullable MachineFacts checked(@Nullable MachineFacts told) {
        if (told == null) {
            return null;
        }
        require(told.gpus().size() <= MachineFacts.MOST_GPUS, "gpus", MachineFacts.MOST_GPUS);
        require(told.disks().size() <= MachineFacts.MOST_DISKS, "disks", MachineFacts.MOST_DISKS);
        return new MachineFacts(
                text(told.cpuModel()),
                Math.clamp(told.physicalCores(), 0, MOST_CORES),
                Math.clamp(told.threads(), 0, MOST_CORES),
                bytes(told.memoryBytes()),
                bytes(told.swapBytes()),
                text(told.os()),
                text(told.kernel()),
                text(told.address()),
                told.gpus().stream().map(MachineReader::gpu).toList(),
                told.disks().stream().map(MachineReader::disk).toList());
    }

    private static Gpu gpu(Gpu told) {
        return new Gpu(
                Math.max(0, told.index()),
                text(told.uuid()),
                text(told.name()),
                bytes(told.memoryBytes()),
                text(told.driver()));
    }

    private static Disk disk(Disk told) {
        return new Disk(text(told.path()), text(told.type()), bytes(told.sizeBytes()));
    }

    private static String text(String told) {
        return Text.line(told, MachineFacts.LONGEST_NAME);
    }

    private static long bytes(long told) {
        return Math.clamp(told, 0, MOST_BYTES);
    }

    private static void require(boolean holds, String what, int most) {
        if (!holds) {
            throw new IllegalArgumentException("/facts/machine/" + what + " has at most " + most + " entries");
        }
    }
}
