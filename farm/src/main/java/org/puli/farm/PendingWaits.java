package org.puli.farm;

import java.util.List;
import java.util.stream.IntStream;

/** Times and files that have not come yet, by their places among all that are waited for. Stateless, for the loop. */
public final class PendingWaits {
    private PendingWaits() {}

    /** What a job waits for as a whole, not what its tasks and groups do. */
    public static List<Integer> of(Job job) {
        return of(job.door().waits());
    }

    /** What a task or group waits for by itself, not what those around it and in it do. */
    public static List<Integer> of(Node node) {
        return of(node.door().waits());
    }

    static List<Integer> of(Waits waits) {
        return IntStream.range(0, waits.once().size())
                .filter(place -> !waits.hasCome(place))
                .boxed()
                .toList();
    }
}
