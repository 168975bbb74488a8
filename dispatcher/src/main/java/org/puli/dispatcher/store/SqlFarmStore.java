package org.puli.dispatcher.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;

/**
 * The farm's rows in an SQLite file: write-ahead log, a full sync at each commit. A connection on which anything failed
 * is thrown away and made anew, for nothing is known of it any more. One thread at a time.
 */
public final class SqlFarmStore implements FarmStore {
    private final SqliteFile file;
    private final Tables tables;
    private @Nullable Connection connection;
    private @Nullable Statements statements;

    private SqlFarmStore(SqliteFile file, TraySize size) {
        this.file = file;
        this.tables = new Tables(size);
    }

    /**
     * Opens the database in a file, makes it if there is none, and brings its tables to this release's form.
     *
     * @throws StoreFailure when it cannot be opened, or was written by a newer release
     */
    public static SqlFarmStore open(Path path) {
        return open(path, TraySize.DEFAULT);
    }

    /** The same with trays of another size; for tests. */
    public static SqlFarmStore open(Path path, TraySize size) {
        SqliteFile file = new SqliteFile(path);
        file.migrate();
        return new SqlFarmStore(file, size);
    }

    @Override
    public FarmRows load() {
        try {
            List<FarmRow> known = tables.farms(connection());
            return tables.read(connection(), known.isEmpty() ? found() : known.get(0));
        } catch (SQLException e) {
            throw failure("the farm could not be read from " + file, e);
        }
    }

    private FarmRow found() throws SQLException {
        FarmRow row = FarmRows.empty(FarmNumber.draw()).farm();
        tables.found(statements(), row);
        connection().commit();
        return row;
    }

    @Override
    public void commit(RowBatch batch) {
        try {
            if (storedBatch() < batch.number()) {
                tables.write(statements(), batch);
                connection().commit();
            }
        } catch (SQLException e) {
            throw failure("batch " + batch.number() + " could not be stored in " + file, e);
        }
    }

    /** The number in the database answers "did it commit?" after a lost answer. */
    private long storedBatch() throws SQLException {
        PreparedStatement statement = statements().prepared("SELECT batch FROM farm");
        try (ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /** All ended attempts; for tests and tools. */
    public List<AttemptRow> history() {
        try {
            return tables.history(connection());
        } catch (SQLException e) {
            throw failure("the history could not be read from " + file, e);
        }
    }

    /** The whole audit; for tests and tools. */
    public List<AuditRow> audit() {
        try {
            return tables.audit(connection());
        } catch (SQLException e) {
            throw failure("the audit could not be read from " + file, e);
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        statements = null;
        SqliteFile.closeQuietly(open);
    }

    private StoreFailure failure(String what, SQLException cause) {
        close();
        return new StoreFailure(what + ": " + cause.getMessage(), cause);
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = file.connect();
            openTrays(open);
            connection = open;
            statements = new Statements(open);
        }
        return open;
    }

    private void openTrays(Connection open) throws SQLException {
        try {
            tables.open(open);
        } catch (SQLException e) {
            SqliteFile.closeQuietly(open);
            throw e;
        }
    }

    private Statements statements() throws SQLException {
        connection();
        Statements ready = statements;
        if (ready == null) {
            throw new SQLException("the connection was closed");
        }
        return ready;
    }
}
