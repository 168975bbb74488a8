package org.puli.farm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.puli.api.PoolName;
import org.puli.api.view.PoolView;
import org.puli.api.view.Presence;
import org.puli.farm.row.PoolRow;

/** A named set of workers. Owned by the loop. */
public final class Pool {
    private final PoolName name;
    private final List<Worker> workers = new ArrayList<>();

    Pool(PoolName name) {
        this.name = name;
    }

    /** Its name. */
    public PoolName name() {
        return name;
    }

    /** Its workers in the order in which they joined. */
    public List<Worker> workers() {
        return Collections.unmodifiableList(workers);
    }

    void add(Worker worker) {
        workers.add(worker);
    }

    void remove(Worker worker) {
        workers.remove(worker);
    }

    /** Its row. */
    public PoolRow row() {
        return new PoolRow(name.value());
    }

    /** The pool as it is shown. */
    public PoolView view() {
        int online = 0;
        int busy = 0;
        for (Worker worker : workers) {
            online += worker.presence() == Presence.ONLINE ? 1 : 0;
            busy += worker.leases().isEmpty() ? 0 : 1;
        }
        return new PoolView(name, name, workers.size(), online, busy);
    }
}
