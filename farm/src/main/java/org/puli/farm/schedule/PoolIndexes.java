package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.farm.Pool;

/** The pools as the planner sees them: found by what they are, walked through in the order of their names. */
final class PoolIndexes {
    private final Map<Pool, PoolIndex> byPool = new HashMap<>();
    private final List<PoolIndex> inOrder = new ArrayList<>();

    void add(PoolIndex index) {
        byPool.put(index.pool(), index);
        inOrder.add(index);
        inOrder.sort(Comparator.comparing(one -> one.pool().name()));
    }

    void remove(Pool pool) {
        PoolIndex index = byPool.remove(pool);
        if (index != null) {
            inOrder.remove(index);
            index.close();
        }
    }

    /** A pool's index; null when the pool is gone. */
    @Nullable
    PoolIndex find(Pool pool) {
        return byPool.get(pool);
    }

    /** All pools, in the order of their names. */
    Collection<PoolIndex> all() {
        return Collections.unmodifiableList(inOrder);
    }
}
