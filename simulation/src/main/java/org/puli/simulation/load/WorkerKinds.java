package org.puli.simulation.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.puli.api.sync.Equipment;

/** Sixteen kinds of simulated workers, by four tags that each of them has or has not, on sixteen racks. Stateless. */
public final class WorkerKinds {
    /** How many kinds there are. */
    public static final int COUNT = 16;

    private WorkerKinds() {}

    /** What the worker of this number has; {@code tag-1}, {@code tag-2}, {@code tag-4}, {@code tag-8} by its bits. */
    public static Equipment equipment(int number) {
        List<String> tags = new ArrayList<>();
        for (int kind = 1; kind < COUNT; kind *= 2) {
            if ((number & kind) != 0) {
                tags.add("tag-" + kind);
            }
        }
        return new Equipment(0, 0, Map.of(), tags, List.of(), Map.of("rack", "r" + number % COUNT), 1, List.of());
    }
}
