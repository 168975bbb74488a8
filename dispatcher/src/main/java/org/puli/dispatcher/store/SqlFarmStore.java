package org.puli.dispatcher.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.FarmSummary.SetAside;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.LeadershipLost;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.UsageRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The farm's rows in a database. A connection on which anything failed is thrown away and made anew, for nothing is
 * known of it any more. Each commit looks first whether this store still is the one that wrote last, and stores nothing
 * otherwise. One thread at a time.
 */
public final class SqlFarmStore implements FarmStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqlFarmStore.class);
    private static final int MOST_TRIES_AT_ONCE = 3;

    private final Database database;
    private final Tables tables;
    private final String leader = FarmNumber.draw();
    private final ArchiveSweep sweep;
    private final @Nullable Database history;
    private final HistoryNotes notes = new HistoryNotes();
    private final HistoryHandover handover = new HistoryHandover(notes);
    private @Nullable HistoryMover mover;
    private final Fence fence = new Fence(leader);
    private final String lastSql;
    private @Nullable Connection connection;
    private @Nullable Statements statements;

    private SqlFarmStore(Database database, TraySize size, @Nullable Database history) {
        this.database = database;
        this.history = history;
        this.sweep = new ArchiveSweep(history == null ? HistoryPlace.READY : HistoryPlace.HERE);
        this.tables = new Tables(database.dialect() == Dialect.SQLITE ? size : TraySize.NONE, leader);
        this.lastSql =
                "SELECT epoch, batch, leader FROM farm" + database.dialect().lock();
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
        return open(new SqliteFile(path), size);
    }

    /**
     * Opens a database and brings its tables to this release's form.
     *
     * @throws StoreFailure when it cannot be opened, or was written by a newer release
     */
    public static SqlFarmStore open(Database database) {
        return open(database, TraySize.DEFAULT);
    }

    /** The same; what belongs to jobs that have left memory goes to a database of its own from the first load on. */
    public static SqlFarmStore open(Database database, @Nullable Database history) {
        database.migrate();
        return new SqlFarmStore(database, TraySize.DEFAULT, history);
    }

    private static SqlFarmStore open(Database database, TraySize size) {
        database.migrate();
        return new SqlFarmStore(database, size, null);
    }

    @Override
    public FarmRows load() {
        try {
            List<FarmRow> known = tables.farms(connection());
            FarmRow row = known.isEmpty() ? found() : known.getFirst();
            String objection = HistoryOwner.findObjection(row);
            if (objection != null) {
                throw new StoreFailure(database + " cannot be the farm's database: " + objection);
            }
            LiveRows live = tables.live(connection());
            CompletableFuture<List<CommandRow>> commands = CompletableFuture.supplyAsync(() -> commands(live));
            FarmRows read = tables.read(connection(), row, live, commands::join);
            FarmRows rows = setAside().count() == 0 ? read : Whole.of(read);
            connection().rollback();
            fence.loaded(row);
            move();
            return rows;
        } catch (CompletionException e) {
            throw failure("the farm could not be read from " + database, Objects.requireNonNullElse(e.getCause(), e));
        } catch (SQLException e) {
            throw failure("the farm could not be read from " + database, e);
        }
    }

    private void move() {
        if (history != null && mover == null) {
            mover = new HistoryMover(database, history, notes);
        }
    }

    /** Over a connection of their own, so that half of a start's work is done beside the other. */
    private List<CommandRow> commands(LiveRows live) {
        try (Connection own = database.connectToRead()) {
            return tables.commands(own, live);
        } catch (SQLException e) {
            throw new CompletionException(e);
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
        for (int attempt = 1; true; attempt++) {
            try {
                commitOnce(batch);
                return;
            } catch (SQLException e) {
                StoreFailure failure = failure("batch " + batch.number() + " could not be stored in " + database, e);
                if (attempt == MOST_TRIES_AT_ONCE || Fault.of(e, database.dialect()) != Fault.PASSING) {
                    throw failure;
                }
                LOG.info("Another session was in the way, so that it is tried again: {}", failure.getMessage());
            }
        }
    }

    @Override
    public boolean sweep(Retention retention, long wallMillis) {
        try {
            storedBatch();
            tables.fileUsage(statements());
            boolean isMore = sweep.turn(statements(), retention, wallMillis)
                    || (history != null && handover.turn(statements(), tables, retention, wallMillis));
            connection().commit();
            return isMore;
        } catch (SQLException e) {
            throw failure("the history could not be cleared in " + database, e);
        }
    }

    private void commitOnce(RowBatch batch) throws SQLException {
        if (storedBatch() >= batch.number()) {
            connection().rollback();
            fence.stored(batch.number());
            return;
        }
        List<String> refused = List.of();
        try {
            tables.write(statements(), batch);
        } catch (SQLException e) {
            if (Fault.of(e, database.dialect()) != Fault.CONTENT) {
                throw e;
            }
            refused = sift(batch);
        }
        connection().commit();
        fence.stored(batch.number());
        for (String line : refused) {
            LOG.error(
                    "The database refused a row for its content; it was set aside in refused_row, and a restart finds"
                            + " an older one or none in its place: {}",
                    line);
        }
    }

    /** From the beginning and over another connection, for nothing is known of the one on which something failed. */
    private List<String> sift(RowBatch batch) throws SQLException {
        letGo();
        if (storedBatch() >= batch.number()) {
            return List.of();
        }
        return new Sieve(connection(), statements(), tables, batch.number()).write(tables.parts(batch));
    }

    @Override
    public SetAside setAside() {
        return tables.refusals().shown();
    }

    /** The number in the database answers "did it commit?" after a lost answer. */
    private long storedBatch() throws SQLException {
        PreparedStatement statement = statements().prepared(lastSql);
        try (ResultSet result = statement.executeQuery()) {
            if (!result.next()) {
                return 0;
            }
            long batch = result.getLong("batch");
            check(result.getString("leader"), result.getLong("epoch"), batch);
            return batch;
        }
    }

    private void check(String last, long epoch, long batch) {
        try {
            fence.check(last, epoch, batch);
        } catch (LeadershipLost e) {
            letGo();
            throw e;
        }
    }

    /** By what the database knows this store. */
    public String term() {
        return leader;
    }

    /**
     * Takes the database over from whoever wrote to it: from now on that one's commits are refused. To be called before
     * {@link #load}, by the one that holds the {@linkplain SqlSeat seat}.
     *
     * @param address where this dispatcher is for others
     * @throws StoreFailure when it cannot be written
     */
    public void claim(String address, String process, long sinceMillis) {
        try {
            statements().run("UPDATE farm SET leader = ?", leader);
            LeaderTable.write(statements(), leader, address, process, sinceMillis);
            connection().commit();
        } catch (SQLException e) {
            throw failure("the lead could not be written to " + database, e);
        }
    }

    /** All ended attempts; for tests and tools. */
    public List<AttemptRow> history() {
        try {
            return tables.history(connection());
        } catch (SQLException e) {
            throw failure("the history could not be read from " + database, e);
        }
    }

    /** What all ended attempts have used, one row for each kind; for tests and tools. */
    public List<UsageRow> usage() {
        try {
            return tables.usage(connection());
        } catch (SQLException e) {
            throw failure("what was used could not be read from " + database, e);
        }
    }

    /** The whole audit; for tests and tools. */
    public List<AuditRow> audit() {
        try {
            return tables.audit(connection());
        } catch (SQLException e) {
            throw failure("the audit could not be read from " + database, e);
        }
    }

    @Override
    public void close() {
        HistoryMover moving = mover;
        mover = null;
        if (moving != null) {
            moving.close();
        }
        letGo();
    }

    private void letGo() {
        Connection open = connection;
        connection = null;
        statements = null;
        Database.closeQuietly(open);
    }

    private StoreFailure failure(String what, Throwable cause) {
        letGo();
        String words = Fault.of(cause, database.dialect()) == Fault.FULL
                ? "the disk of the database is full; free space there, and the work goes on by itself"
                : cause.getMessage();
        return new StoreFailure(what + ": " + words, cause);
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.connect();
            openTrays(open);
            connection = open;
            statements = new Statements(open, database.dialect());
        }
        return open;
    }

    private void openTrays(Connection open) throws SQLException {
        try {
            tables.open(open);
        } catch (SQLException e) {
            Database.closeQuietly(open);
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
