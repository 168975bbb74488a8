package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.puli.farm.row.FarmRow;

/** The farm's own row; there is one. It says besides who leads: which dispatcher wrote it. */
final class FarmTable implements Table<FarmRow> {
    private static final Shape SHAPE = Shape.of(
            "farm",
            List.of("id"),
            "farm_id",
            "epoch",
            "batch",
            "next_job",
            "next_task",
            "next_command",
            "next_lease",
            "next_worker",
            "next_audit",
            "served",
            "leader");

    private static final long ID = 1;

    private final String leader;

    FarmTable(String leader) {
        this.leader = leader;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, FarmRow row) throws SQLException {
        columns.add(ID)
                .add(row.farmId())
                .add(row.epoch())
                .add(row.batch())
                .add(row.nextJobId())
                .add(row.nextTaskId())
                .add(row.nextCommandId())
                .add(row.nextLeaseId())
                .add(row.nextWorkerNumber())
                .add(row.nextAudit())
                .add(row.served())
                .add(leader);
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
