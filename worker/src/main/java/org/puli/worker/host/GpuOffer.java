package org.puli.worker.host;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.MachineFacts.Gpu;

/**
 * Which of a machine's GPUs a worker offers.
 *
 * @param ids as the driver names them: by UUID, or by index where nothing is known of them
 * @param memoryBytes the memory that each of them has at least; 0 when unknown
 */
public record GpuOffer(List<String> ids, long memoryBytes) {
    /** Copies the list. */
    public GpuOffer {
        ids = List.copyOf(ids);
    }

    /**
     * The first GPUs of those that were found.
     *
     * @param found all that the machine tells of
     * @param count how many the settings want offered; null for all
     * @param memoryBytes what the settings say of each one's memory; null for what the smallest one tells
     */
    public static GpuOffer of(List<Gpu> found, @Nullable Integer count, @Nullable Long memoryBytes) {
        if (found.isEmpty()) {
            // The site says that there are some of a kind that nobody can ask; drivers number them from 0.
            List<String> numbers = IntStream.range(0, count == null ? 0 : count)
                    .mapToObj(Integer::toString)
                    .toList();
            return new GpuOffer(numbers, memoryBytes == null ? 0 : memoryBytes);
        }
        List<Gpu> offered = found.subList(0, count == null ? found.size() : Math.min(count, found.size()));
        long smallest = offered.stream().mapToLong(Gpu::memoryBytes).min().orElse(0);
        return new GpuOffer(offered.stream().map(GpuOffer::id).toList(), memoryBytes == null ? smallest : memoryBytes);
    }

    private static String id(Gpu gpu) {
        return gpu.uuid().isEmpty() ? Integer.toString(gpu.index()) : gpu.uuid();
    }
}
