package org.puli.farm;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.puli.api.spec.JobSpec;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.UsageRow;

/** What the attempts of one batch have used, by kinds. Owned by the loop. */
final class Usage {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int MILLI = 1_000;

    /** A worker's clock that is further off from the farm's own is not believed. */
    private static final long BELIEVED_MILLIS = 24 * HOUR_MILLIS;

    private final Map<UsageRow.Kind, UsageRow> rows = new LinkedHashMap<>();

    /**
     * Adds an attempt.
     *
     * @param spec the job's, as it is now
     * @param at when the farm learned of its end
     */
    void add(JobSpec spec, AttemptRow row, long at) {
        long wall = wallMillis(row, at);
        UsageRow.Kind kind = new UsageRow.Kind(
                Math.floorDiv(endedAt(row, at), HOUR_MILLIS),
                spec.pool().value(),
                spec.owner(),
                production(spec.tags()),
                spec.name(),
                row.outcome());
        rows.merge(
                kind, new UsageRow(kind, 1, wall, coreMillis(wall, row.milliCores()), row.cpuMillis()), UsageRow::and);
    }

    /** Both by the worker's clock, which may have been set meanwhile. */
    private static long wallMillis(AttemptRow row, long at) {
        if (row.startedAt() == 0) {
            return 0;
        }
        long lived = Math.max(0, at - row.assignedAt());
        long wall = Math.max(0, row.endedAt() - row.startedAt());
        return wall > lived + BELIEVED_MILLIS ? lived : wall;
    }

    /** One that was away for long tells late what ended long ago, but never what has not begun. */
    private static long endedAt(AttemptRow row, long at) {
        boolean isBelieved =
                row.endedAt() <= at + BELIEVED_MILLIS && row.endedAt() >= row.assignedAt() - BELIEVED_MILLIS;
        return isBelieved ? row.endedAt() : at;
    }

    private static long coreMillis(long wallMillis, int milliCores) {
        return wallMillis * milliCores / MILLI;
    }

    private static String production(Map<String, String> tags) {
        String short1 = tags.get("prod");
        return short1 == null ? tags.getOrDefault("production", "") : short1;
    }

    Collection<UsageRow> rows() {
        return rows.values();
    }
}
