package org.puli.farm.row;

import java.util.List;

/** All rows of a farm but its history, each list in the order of its keys. */
public record FarmRows(
        FarmRow farm,
        List<JobSpecRow> specs,
        List<JobRow> jobs,
        List<TaskRow> tasks,
        List<CommandRow> commands,
        List<WorkerRow> workers,
        List<PoolRow> pools,
        List<LicenseRow> licenses,
        List<BlockRow> blocks,
        List<PathRow> paths) {
    /** A farm on which nothing has happened yet. */
    public static FarmRows empty(String farmId) {
        FarmRow farm = new FarmRow(farmId, 0, 0, 1, 1, 1, 1, 1, 1, 0);
        return new FarmRows(
                farm, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of());
    }
}
