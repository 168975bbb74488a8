package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;

/** All tables together: writes a batch, reads a farm. */
final class Tables {
    private static final List<String> OF_A_JOB = List.of(
            "DELETE FROM command WHERE command_id >= (SELECT first_command FROM job WHERE job_id = ?1)"
                    + " AND command_id < (SELECT first_command + command_count FROM job WHERE job_id = ?1)",
            "DELETE FROM blocklist WHERE job_id = ?1",
            "DELETE FROM task WHERE job_id = ?1",
            "DELETE FROM job_spec WHERE job_id = ?1",
            "DELETE FROM job WHERE job_id = ?1");

    private final FarmTable farm = new FarmTable();
    private final SpecTable specs = new SpecTable();
    private final JobTable jobs = new JobTable();
    private final TaskTable tasks = new TaskTable();
    private final CommandTable commands = new CommandTable();
    private final AttemptTable attempts = new AttemptTable();
    private final AuditTable audit = new AuditTable();
    private final WorkerTable workers = new WorkerTable();
    private final PoolTable pools = new PoolTable();
    private final LicenseTable licenses = new LicenseTable();
    private final BlockTable blocks = new BlockTable();
    private final PathTable paths = new PathTable();

    void write(Statements statements, RowBatch batch) throws SQLException {
        pools.upsert(statements, batch.pools());
        licenses.upsert(statements, batch.licenses());
        for (String worker : batch.deletedWorkers()) {
            for (String sql : List.of("DELETE FROM worker WHERE name = ?", "DELETE FROM blocklist WHERE worker = ?")) {
                PreparedStatement statement = statements.prepared(sql);
                statement.setString(1, worker);
                statement.executeUpdate();
            }
        }
        workers.upsert(statements, batch.workers());
        specs.upsert(statements, batch.specs());
        jobs.upsert(statements, batch.jobs());
        tasks.upsert(statements, batch.tasks());
        commands.upsert(statements, batch.commands());
        blocks.upsert(statements, batch.blocks());
        attempts.upsert(statements, batch.attempts());
        audit.upsert(statements, batch.audit());
        for (long job : batch.deletedJobs()) {
            delete(statements, job);
        }
        for (String pool : batch.deletedPools()) {
            PreparedStatement statement = statements.prepared("DELETE FROM pool WHERE name = ?");
            statement.setString(1, pool);
            statement.executeUpdate();
        }
        paths.write(statements, batch.paths());
        farm.upsert(statements, List.of(batch.farm()));
    }

    private static void delete(Statements statements, long job) throws SQLException {
        for (String sql : OF_A_JOB) {
            PreparedStatement statement = statements.prepared(sql);
            statement.setLong(1, job);
            statement.executeUpdate();
        }
    }

    void found(Statements statements, FarmRow row) throws SQLException {
        farm.upsert(statements, List.of(row));
    }

    List<FarmRow> farms(Connection connection) throws SQLException {
        return farm.all(connection);
    }

    List<AttemptRow> history(Connection connection) throws SQLException {
        return attempts.all(connection);
    }

    List<AuditRow> audit(Connection connection) throws SQLException {
        return audit.all(connection);
    }

    FarmRows read(Connection connection, FarmRow row) throws SQLException {
        return new FarmRows(
                row,
                specs.all(connection),
                jobs.all(connection),
                tasks.all(connection),
                commands.all(connection),
                workers.all(connection),
                pools.all(connection),
                licenses.all(connection),
                blocks.all(connection),
                paths.all(connection));
    }
}
