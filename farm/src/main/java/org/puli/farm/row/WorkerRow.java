package org.puli.farm.row;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.Duty;
import org.puli.api.view.Presence;

/** A worker as it stands; {@code number} counts workers in the order in which they joined. */
public record WorkerRow(
        String name,
        long number,
        String bootId,
        Presence presence,
        Duty duty,
        @Nullable String pauseReason,
        WorkerFacts facts,
        List<String> pools) {
    /** Copies the list. */
    public WorkerRow {
        pools = List.copyOf(pools);
    }
}
