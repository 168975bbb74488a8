package org.puli.farm.row;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.Duty;
import org.puli.api.view.Presence;

/**
 * A worker as it stands; {@code number} counts workers in the order in which they joined.
 *
 * @param poolOrder the pools that it serves before others, the first one first; empty for no order
 * @param coresSet what a person has it offer instead of its machine's cores; 0 for those
 * @param memorySet what a person has it offer instead of its machine's memory; 0 for that
 * @param tags what a person gave it, sorted
 * @param streak tasks that failed on it since one last went well, and their jobs
 * @param quarantines how often in a row it was quarantined by itself
 * @param probationAt when its quarantine ends by itself, milliseconds since 1970; 0 when it does not
 * @param failsCheck whether it is in quarantine because its site's check failed there
 */
public record WorkerRow(
        String name,
        long number,
        String bootId,
        Presence presence,
        Duty duty,
        @Nullable String pauseReason,
        WorkerFacts facts,
        List<String> pools,
        List<String> poolOrder,
        int coresSet,
        long memorySet,
        List<String> tags,
        String streak,
        int quarantines,
        long probationAt,
        boolean failsCheck) {
    /** Copies the lists. */
    public WorkerRow {
        pools = List.copyOf(pools);
        poolOrder = List.copyOf(poolOrder);
        tags = List.copyOf(tags);
    }
}
