package org.puli.simulation.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The disk that a benchmark runs on.
 *
 * @param fileSystem its kind
 * @param syncsPerSecond forced writes of one page, one after the other, in a second
 */
record Disk(String fileSystem, double syncsPerSecond) {
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs", "devtmpfs");
    private static final int PAGE = 4_096;
    private static final long MEASURE_NANOS = 500_000_000;

    /**
     * Measures the disk of a folder.
     *
     * @throws IOException when the folder lies in memory, where a figure would say nothing
     */
    static Disk of(Path folder) throws IOException {
        String kind = Files.getFileStore(folder).type();
        if (IN_MEMORY.contains(kind)) {
            throw new IOException(
                    folder + " lies in memory (" + kind + "), where nothing is durable and every figure is"
                            + " too good; choose a folder on a disk with --data");
        }
        return new Disk(kind, syncsPerSecond(folder));
    }

    private static double syncsPerSecond(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "sync", ".bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
            long started = System.nanoTime();
            long count = 0;
            while (System.nanoTime() - started < MEASURE_NANOS) {
                channel.write(page.clear());
                channel.force(false);
                count++;
            }
            return Math.round(count * 1e9 / (System.nanoTime() - started));
        } finally {
            Files.delete(file);
        }
    }
}
