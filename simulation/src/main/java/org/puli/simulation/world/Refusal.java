package org.puli.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.BlockRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.LicenseRow;
import org.puli.farm.row.PoolRow;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.TaskRow;
import org.puli.farm.row.WorkerRow;
import org.puli.simulation.time.Chance;

/**
 * One row of a batch that a database refuses for its content, and what is left of the batch. The farm's own row is none
 * of these: without it nothing at all is stored.
 *
 * @param key the row's table and its key there
 */
record Refusal(Record row, String key, RowBatch rest) {
    /** Draws one; null where a batch has no row that could be refused. */
    static @Nullable Refusal draw(RowBatch batch, Chance chance) {
        List<Record> rows = rows(batch);
        if (rows.isEmpty()) {
            return null;
        }
        Record row = chance.pick(rows);
        return new Refusal(row, key(row), without(batch, row));
    }

    /** The keys of all rows that a batch has. */
    static TreeSet<String> keys(RowBatch batch) {
        TreeSet<String> keys = new TreeSet<>();
        rows(batch).forEach(row -> keys.add(key(row)));
        return keys;
    }

    private static List<Record> rows(RowBatch batch) {
        List<Record> rows = new ArrayList<>(batch.specs());
        rows.addAll(batch.jobs());
        rows.addAll(batch.tasks());
        rows.addAll(batch.commands());
        rows.addAll(batch.attempts());
        rows.addAll(batch.audit());
        rows.addAll(batch.workers());
        rows.addAll(batch.pools());
        rows.addAll(batch.licenses());
        rows.addAll(batch.blocks());
        return rows;
    }

    private static String key(Record row) {
        return switch (row) {
            case JobSpecRow r -> "job_spec " + r.jobId();
            case JobRow r -> "job " + r.jobId();
            case TaskRow r -> "task " + r.taskId();
            case CommandRow r -> "command " + r.commandId();
            case AttemptRow r -> "attempt " + r.commandId() + "." + r.attempt();
            case AuditRow r -> "audit " + r.number();
            case WorkerRow r -> "worker " + r.name();
            case PoolRow r -> "pool " + r.spec().name();
            case LicenseRow r -> "license " + r.name();
            case BlockRow r -> "blocklist " + r.taskId() + " " + r.worker();
            default -> throw new IllegalArgumentException("no row of a batch: " + row);
        };
    }

    private static <R> List<R> without(List<R> rows, Record row) {
        return rows.stream().filter(one -> !one.equals(row)).toList();
    }

    private static RowBatch without(RowBatch batch, Record row) {
        return new RowBatch(
                batch.farm(),
                without(batch.specs(), row),
                without(batch.jobs(), row),
                without(batch.tasks(), row),
                without(batch.commands(), row),
                without(batch.attempts(), row),
                without(batch.audit(), row),
                without(batch.workers(), row),
                without(batch.pools(), row),
                without(batch.licenses(), row),
                without(batch.blocks(), row),
                batch.deletedJobs(),
                batch.deletedWorkers(),
                batch.deletedPools(),
                batch.paths(),
                batch.archived(),
                batch.marks());
    }
}
