package org.puli.farm.row;

import java.util.List;

/**
 * The rows of one batch; they are stored together or not at all. All but attempts and the audit replace the row of
 * the same key.
 *
 * @param deletedPools names of pools whose rows go
 * @param paths path rules; those without a rule are rows that go
 * @param deletedJobs jobs that are not loaded any more; what the history shows of them stays
 * @param archived what of these jobs is written to the history
 * @param marks jobs in the history that count as deleted from now on, or no more
 * @param usage what the attempts have used, by kinds; no kind stands in it twice
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
        List<PathRow> paths,
        List<ArchivedRow> archived,
        List<MarkRow> marks,
        List<UsageRow> usage) {
    /** A batch of which nothing was used. */
    public RowBatch(
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
            List<PathRow> paths,
            List<ArchivedRow> archived,
            List<MarkRow> marks) {
        this(
                farm,
                specs,
                jobs,
                tasks,
                commands,
                attempts,
                audit,
                workers,
                pools,
                licenses,
                blocks,
                deletedJobs,
                deletedWorkers,
                deletedPools,
                paths,
                archived,
                marks,
                List.of());
    }

    /** A batch of which nothing goes to the history. */
    public RowBatch(
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
        this(
                farm,
                specs,
                jobs,
                tasks,
                commands,
                attempts,
                audit,
                workers,
                pools,
                licenses,
                blocks,
                deletedJobs,
                deletedWorkers,
                deletedPools,
                paths,
                List.of(),
                List.of());
    }

    /** The batch's number; every batch is one more than the one before. */
    public long number() {
        return farm.batch();
    }
}
