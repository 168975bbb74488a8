package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.DatabaseAddress.Kind;
import org.puli.dispatcher.store.DatabaseAddress.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database on a PostgreSQL or MariaDB server. */
final class DatabaseServer implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseServer.class);
    private static final int CONNECT_SECONDS = 5;

    /** A server that says nothing for so long is given up: the batch is tried again over another connection. */
    private static final int SILENT_SECONDS = 20;

    /** Whoever holds the seat asks every second, and soon wants to know that there is no answer. */
    private static final int HOLDER_SECONDS = 4;

    private final Kind kind;
    private final Server server;
    private final Dialect dialect;

    /** How much MariaDB takes at once; 0 while that is not known. */
    private volatile long packetBytes;

    DatabaseServer(Kind kind, Server server) {
        this.kind = kind;
        this.server = server;
        this.dialect = kind == Kind.POSTGRESQL ? Dialect.POSTGRESQL : Dialect.MARIADB;
    }

    @Override
    public Connection connect() throws SQLException {
        return connect(SILENT_SECONDS);
    }

    private Connection connect(int silentSeconds) throws SQLException {
        Connection connection = source(silentSeconds).getConnection();
        try {
            connection.setAutoCommit(false);
            makeDurable(connection);
            for (String sql : SessionLimits.ofWriter(dialect)) {
                SessionLimits.set(connection, sql, this);
            }
            if (learnsPacket(connection)) {
                connection.close();
                return connect(silentSeconds);
            }
            return connection;
        } catch (SQLException e) {
            Database.closeQuietly(connection);
            throw e;
        }
    }

    @Override
    public Connection connectPatiently() throws SQLException {
        return connect(0);
    }

    @Override
    public Connection connectToReadAll() throws SQLException {
        Connection connection = source(0).getConnection();
        try {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            Database.closeQuietly(connection);
            throw e;
        }
    }

    @Override
    public Schema schema() throws SQLException {
        // A migration of a large table may take long, so that it is waited for without end.
        return new Schema(source(0), dialect, toString(), collation());
    }

    @Override
    public Connection connectToRead() throws SQLException {
        Connection connection = source(SILENT_SECONDS).getConnection();
        connection.setReadOnly(true);
        return connection;
    }

    /**
     * Whether the server takes another number of bytes at once than was thought. A row that is too long for it has to
     * be found before it is sent: the server answers it by breaking the connection, as if it were down.
     */
    private boolean learnsPacket(Connection connection) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            return false;
        }
        long bytes = Long.parseLong(ask(connection, "SELECT @@max_allowed_packet"));
        boolean isNew = bytes != packetBytes;
        packetBytes = bytes;
        return isNew;
    }

    /**
     * A connection that holds the {@linkplain SqlSeat seat}, commits by itself, and is not waited for long. The
     * server ends
     * it when nothing is heard on it for a while: of a dispatcher that stands still, or whose machine is cut off.
     */
    Connection connectToHold() throws SQLException {
        Connection connection = source(HOLDER_SECONDS).getConnection();
        try {
            for (String sql : SessionLimits.ofHolder(dialect)) {
                SessionLimits.set(connection, sql, this);
            }
            return connection;
        } catch (SQLException e) {
            Database.closeQuietly(connection);
            throw e;
        }
    }

    /** An acknowledgement may leave only when the server has the commit on its disk. */
    private void makeDurable(Connection connection) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            if (ask(connection, "SHOW synchronous_commit").equals("off")) {
                run(connection, "SET synchronous_commit TO on");
            }
            return;
        }
        // A session of one's own may have a stricter mode than the server's: a text that is too long is an error.
        run(connection, "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'");
        if (!ask(connection, "SELECT @@innodb_flush_log_at_trx_commit").equals("1")) {
            LOG.warn(
                    "{} does not write its log to disk at each commit: a power loss there may lose what was"
                            + " acknowledged; set innodb_flush_log_at_trx_commit to 1",
                    this);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? String.valueOf(result.getString(1)) : "";
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
    }

    @Override
    public void migrate() {
        try {
            if (!isCurrent()) {
                schema().migrate();
            }
        } catch (SQLException e) {
            throw new StoreFailure("the database " + this + " could not be opened: " + e.getMessage(), e);
        }
    }

    private boolean isCurrent() throws SQLException {
        try (Connection connection = source(SILENT_SECONDS).getConnection()) {
            return Schema.isNewest(connection);
        }
    }

    private String collation() {
        return kind == Kind.MYSQL ? "utf8mb4_0900_bin" : "utf8mb4_nopad_bin";
    }

    private DataSource source(int silentSeconds) throws SQLException {
        return dialect == Dialect.POSTGRESQL ? postgresql(silentSeconds) : mariadb(silentSeconds);
    }

    private DataSource postgresql(int silentSeconds) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://" + server.place() + "/" + server.database()
                + options(List.of(
                        "ApplicationName=puli",
                        "connectTimeout=" + connectSeconds(silentSeconds),
                        // Without it a server that takes the connection and says nothing is waited for 10 s longer.
                        "loginTimeout=" + hosts() * connectSeconds(silentSeconds),
                        "socketTimeout=" + silentSeconds,
                        "reWriteBatchedInserts=true",
                        "tcpKeepAlive=true")));
        source.setUser(server.user());
        source.setPassword(server.password());
        return source;
    }

    private DataSource mariadb(int silentSeconds) throws SQLException {
        MariaDbDataSource source = new MariaDbDataSource();
        source.setUser(server.user());
        source.setPassword(server.password());
        source.setUrl("jdbc:mariadb://" + server.place() + "/" + server.database()
                + options(List.of(
                        "connectTimeout=" + connectSeconds(silentSeconds) * 1_000,
                        "socketTimeout=" + silentSeconds * 1_000,
                        "useBulkStmts=true",
                        packetBytes == 0 ? "tcpKeepAlive=true" : "tcpKeepAlive=true&maxAllowedPacket=" + packetBytes,
                        "connectionCollation=" + collation())));
        return source;
    }

    private static int connectSeconds(int silentSeconds) {
        return silentSeconds == HOLDER_SECONDS ? HOLDER_SECONDS : CONNECT_SECONDS;
    }

    private int hosts() {
        return server.place().split(",", -1).length;
    }

    private String options(List<String> own) {
        String all = String.join("&", own);
        return "?" + (server.options().isEmpty() ? all : all + "&" + server.options());
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "://" + server;
    }
}
