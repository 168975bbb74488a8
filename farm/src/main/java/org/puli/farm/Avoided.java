package org.puli.farm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workers that a command keeps away from, the newest last; at most the newest sixteen. */
record Avoided(List<Worker> workers) {
    /** No worker. */
    static final Avoided NONE = new Avoided(List.of());

    private static final int MOST = 16;

    /** Copies the list. */
    Avoided {
        workers = List.copyOf(workers);
    }

    /** The same and one more, which counts as the newest; nobody more where there is none. */
    Avoided with(@Nullable Worker worker) {
        if (worker == null) {
            return this;
        }
        List<Worker> all = new ArrayList<>(workers);
        all.remove(worker);
        all.add(worker);
        return new Avoided(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** The same without one. */
    Avoided without(Worker worker) {
        return workers.contains(worker)
                ? new Avoided(workers.stream().filter(other -> other != worker).toList())
                : this;
    }

    /** Their numbers, ascending. */
    List<Long> numbers() {
        return workers.stream().map(Worker::number).sorted().toList();
    }
}
