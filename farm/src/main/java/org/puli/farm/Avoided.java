package org.puli.farm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The workers on which a command failed or did not start.
 *
 * @param workers the newest last, at most the newest sixteen
 */
record Avoided(List<Worker> workers) {
    static final Avoided NONE = new Avoided(List.of());

    private static final int MOST = 16;

    Avoided {
        workers = List.copyOf(workers);
    }

    /** With one more; the same without one. */
    Avoided with(@Nullable Worker worker) {
        if (worker == null) {
            return this;
        }
        List<Worker> all = new ArrayList<>(workers);
        all.remove(worker);
        all.add(worker);
        return new Avoided(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    Avoided without(Worker worker) {
        return new Avoided(workers.stream().filter(other -> other != worker).toList());
    }

    /** Their numbers, ascending. */
    List<Long> numbers() {
        return workers.stream().map(Worker::number).sorted().toList();
    }
}
