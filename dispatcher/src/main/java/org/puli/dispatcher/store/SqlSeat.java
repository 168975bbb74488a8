package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.lead.LoneSeat;
import org.puli.dispatcher.lead.Seat;
import org.puli.dispatcher.loop.StoreFailure;

/**
 * A seat that is a lock of a session on a database server: it ends with the session, and that with the process, or when
 * the server hears nothing for eight seconds. One thread at a time.
 */
public final class SqlSeat implements Seat {
    /** "puli" and a number for this use, as PostgreSQL wants a lock's name. */
    private static final long LOCK = 0x70756c69_00000001L;

    /** MariaDB has its locks for all databases together, and names of at most 64 characters. */
    private static final String LOCK_NAME = "CONCAT('puli-', SHA1(DATABASE()))";

    private static final long SEEN_MILLIS = 10_000;
    private static final long ATTEND_NANOS = 2_000_000_000L;

    private final DatabaseServer database;
    private final Supplier<String> where;
    private final boolean isPostgresql;
    private @Nullable Connection connection;
    private @Nullable Statements statements;
    private boolean isMine;
    private long attendedNanos;

    private SqlSeat(DatabaseServer database, Supplier<String> where) {
        this.database = database;
        this.where = where;
        this.isPostgresql = database.dialect() == Dialect.POSTGRESQL;
        this.attendedNanos = System.nanoTime() - ATTEND_NANOS;
    }

    /** The seat of a database; {@code where} says where this dispatcher is for others. */
    public static Seat of(@Nullable Database database, Supplier<String> where) {
        return database instanceof DatabaseServer server ? new SqlSeat(server, where) : new LoneSeat();
    }

    @Override
    public boolean take() {
        if (isMine) {
            return true;
        }
        try {
            isMine = says(isPostgresql ? "SELECT pg_try_advisory_lock(" + LOCK + ")" : named("GET_LOCK", ", 0"));
            return isMine;
        } catch (SQLException e) {
            throw failure("the lead could not be asked for in ", e);
        }
    }

    private static String named(String function, String more) {
        return "SELECT " + function + "(" + LOCK_NAME + more + ")";
    }

    @Override
    public boolean isHeld() {
        try {
            // The lock ends with the session and never before, so that an answer on it is the proof.
            isMine = isMine && connection != null && says("SELECT 1");
        } catch (SQLException e) {
            close();
        }
        return isMine;
    }

    @Override
    public void promise(String next) {
        try {
            if (isMine) {
                statements().run("UPDATE leader SET next = ?", next);
            }
        } catch (SQLException e) {
            // The lock ends with the session; what is in hand yet is for the fence.
            close();
        }
    }

    @Override
    public void leave(String next) {
        if (!next.isEmpty()) {
            promise(next);
        }
        try {
            if (isMine) {
                says(isPostgresql ? "SELECT pg_advisory_unlock(" + LOCK + ")" : named("RELEASE_LOCK", ""));
            }
            isMine = false;
        } catch (SQLException e) {
            // The lock ends with the session.
            close();
        }
    }

    @Override
    public View look() {
        try {
            if (!isMine && System.nanoTime() - attendedNanos >= ATTEND_NANOS) {
                attend();
            }
            List<String> standbys = standbys();
            try (ResultSet result = statements()
                    .prepared("SELECT term, address, process, since, next FROM leader")
                    .executeQuery()) {
                return result.next()
                        ? new View(
                                result.getString(1),
                                result.getString(2),
                                result.getString(3),
                                result.getLong(4),
                                result.getString(5),
                                standbys)
                        : new View("", "", "", 0, "", standbys);
            }
        } catch (SQLException e) {
            throw failure("it could not be read who leads in ", e);
        }
    }

    private List<String> standbys() throws SQLException {
        List<String> standbys = new ArrayList<>();
        PreparedStatement heard = statements()
                .prepared("SELECT address FROM standby WHERE address <> ? AND seen_at > " + now() + " - " + SEEN_MILLIS
                        + " ORDER BY address");
        heard.setString(1, where.get());
        try (ResultSet result = heard.executeQuery()) {
            while (result.next()) {
                standbys.add(result.getString(1));
            }
        }
        return standbys;
    }

    private void attend() throws SQLException {
        PreparedStatement update =
                statements().prepared("UPDATE standby SET seen_at = " + now() + " WHERE address = ?");
        update.setString(1, where.get());
        if (update.executeUpdate() == 0) {
            statements().run("INSERT INTO standby (address, seen_at) VALUES (?, " + now() + ")", where.get());
        }
        attendedNanos = System.nanoTime();
    }

    /** The clock of the database, milliseconds since 1970: those of dispatchers may differ. */
    private String now() {
        return isPostgresql
                ? "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"
                : "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";
    }

    private boolean says(String sql) throws SQLException {
        try (ResultSet result = statements().prepared(sql).executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }

    private Statements statements() throws SQLException {
        Statements ready = statements;
        if (ready == null) {
            Connection open = database.connectToHold();
            connection = open;
            ready = new Statements(open, database.dialect());
            statements = ready;
        }
        return ready;
    }

    private StoreFailure failure(String what, SQLException cause) {
        close();
        return new StoreFailure(what + database + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        statements = null;
        isMine = false;
        Database.closeQuietly(open);
    }
}
