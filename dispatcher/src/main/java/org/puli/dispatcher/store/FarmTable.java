package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.puli.farm.row.FarmRow;

/** The farm's own row; there is one. */
final class FarmTable implements Table<FarmRow> {
    @Override
    public String upsertSql() {
        return """
                INSERT INTO farm (id, farm_id, epoch, batch, next_job, next_task, next_command, next_lease,
                                  next_worker, next_audit, served)
                VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                    epoch = excluded.epoch, batch = excluded.batch, next_job = excluded.next_job,
                    next_task = excluded.next_task, next_command = excluded.next_command,
                    next_lease = excluded.next_lease, next_worker = excluded.next_worker,
                    next_audit = excluded.next_audit, served = excluded.served
                """;
    }

    @Override
    public String selectSql() {
        return "SELECT * FROM farm";
    }

    @Override
    public void bind(PreparedStatement statement, FarmRow row) throws SQLException {
        new Columns(statement)
                .add(row.farmId())
                .add(row.epoch())
                .add(row.batch())
                .add(row.nextJobId())
                .add(row.nextTaskId())
                .add(row.nextCommandId())
                .add(row.nextLeaseId())
                .add(row.nextWorkerNumber())
                .add(row.nextAudit())
                .add(row.served());
    }

    @Override
    public FarmRow read(ResultSet result) throws SQLException {
        return new FarmRow(
                result.getString("farm_id"),
                result.getLong("epoch"),
                result.getLong("batch"),
                result.getLong("next_job"),
                result.getLong("next_task"),
                result.getLong("next_command"),
                result.getLong("next_lease"),
                result.getLong("next_worker"),
                result.getLong("next_audit"),
                result.getDouble("served"));
    }
}
