package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.sync.WorkerFacts;
import org.puli.farm.Pool;
import org.puli.farm.Worker;

/** Remembers what each worker was when it was last filed, so that a mere change of room costs nothing more. */
final class Kinds {
    /** All of a worker that decides what it is right for. */
    private record Kind(
            boolean isOpen, WorkerFacts offer, List<String> tags, List<Pool> pools, List<PoolName> poolOrder) {}

    private final List<@Nullable Kind> kinds = new ArrayList<>();
    /** Those that took work, by number. */
    private final BitSet open = new BitSet();

    /** Whether it takes work though it did not when {@link #isAnother} was last asked, or the other way round. */
    boolean hasTurned(Worker worker) {
        int place = Math.toIntExact(worker.number());
        return place >= kinds.size() || open.get(place) != worker.isOpen();
    }

    /** Whether it is another than when this was last asked. */
    boolean isAnother(Worker worker) {
        int place = Math.toIntExact(worker.number());
        while (kinds.size() <= place) {
            kinds.add(null);
        }
        Kind before = kinds.get(place);
        boolean isSame = before != null
                && before.isOpen() == worker.isOpen()
                && before.offer().equals(worker.offer())
                && before.tags().equals(worker.carriedTags())
                && before.pools().equals(worker.pools())
                && before.poolOrder().equals(worker.poolOrder());
        open.set(place, worker.isOpen());
        if (!isSame) {
            kinds.set(
                    place,
                    new Kind(
                            worker.isOpen(),
                            worker.offer(),
                            worker.carriedTags(),
                            List.copyOf(worker.pools()),
                            worker.poolOrder()));
        }
        return !isSame;
    }
}
