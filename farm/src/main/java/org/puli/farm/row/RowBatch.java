package org.puli.farm.row;

import java.util.List;

/**
 * The rows of one batch; they are stored together or not at all. All but attempts and the audit replace the row of
 * the same key.
 *
 * @param deletedPools names of pools whose rows go
 * @param paths path rules; those without a rule are rows that go
 * @param deletedJobs jobs whose rows go, with specs, tasks, commands and blocklists; attempts stay, they are history
 * @param deletedWorkers names of workers whose rows go, unless they are among {@code workers} again
 */
public record RowBatch(
        FarmRow farm,
        List<JobSpecRow> specs,
        List<JobRow> jobs,
        List<TaskRow> tasks,
        List<CommandRow> commands,
        List<AttemptRow> attempts,
        List<AuditRow> audit,
        List<WorkerRow> workers,
        List<PoolRow> pools,
        List<LicenseRow> licenses,
        List<BlockRow> blocks,
        List<Long> deletedJobs,
        List<String> deletedWorkers,
        List<String> deletedPools,
        List<PathRow> paths) {
    /** The batch's number; every batch is one more than the one before. */
    public long number() {
        return farm.batch();
    }
}
