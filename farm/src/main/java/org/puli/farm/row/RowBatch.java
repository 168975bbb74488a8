package org.puli.farm.row;

import java.util.List;

/**
 * The rows of one batch; they are stored together or not at all. All but specs and attempts replace the row of the same
 * key.
 *
 * @param deletedPools names of pools whose rows go
 * @param deletedJobs jobs whose rows go, with specs, tasks, commands and blocklists; attempts stay, they are history
 */
public record RowBatch(
        FarmRow farm,
        List<JobSpecRow> specs,
        List<JobRow> jobs,
        List<TaskRow> tasks,
        List<CommandRow> commands,
        List<AttemptRow> attempts,
        List<WorkerRow> workers,
        List<PoolRow> pools,
        List<LicenseRow> licenses,
        List<BlockRow> blocks,
        List<Long> deletedJobs,
        List<String> deletedPools) {
    /** The batch's number; every batch is one more than the one before. */
    public long number() {
        return farm.batch();
    }
}
