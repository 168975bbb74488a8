package org.puli.farm.request;

import java.util.List;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.view.PoolView;

/** Put workers into a pool and take others out; what they run goes on. */
public record MoveWorkers(PoolName pool, List<WorkerName> add, List<WorkerName> remove) implements Request<PoolView> {
    /** Copies the lists. */
    public MoveWorkers {
        add = List.copyOf(add);
        remove = List.copyOf(remove);
    }
}
