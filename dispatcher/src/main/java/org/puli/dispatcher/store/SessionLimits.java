package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server is told about sessions on which nothing is heard: a dispatcher that stands still, or is cut off, must
 * neither keep the seat nor hold the farm's row for long. A server that knows a limit not is used without.
 * Stateless but
 * for what was warned of.
 */
final class SessionLimits {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLimits.class);
    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();
    private static final int SECONDS = 8;

    /** So long a row is waited for that another session has locked; without a bound it would be for ever. */
    private static final int LOCKED_SECONDS = 1;

    /** For PostgreSQL: the operating system of the server gives a dead connection up as fast. */
    private static final List<String> OF_TCP = List.of(
            "SET tcp_keepalives_idle = 3",
            "SET tcp_keepalives_interval = 2",
            "SET tcp_keepalives_count = 3",
            "SET tcp_user_timeout = '" + SECONDS + "s'");

    private SessionLimits() {}

    /** For the session that holds the seat. */
    static List<String> ofHolder(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL
                ? with(OF_TCP, "SET idle_session_timeout = '" + SECONDS + "s'")
                : List.of("SET SESSION wait_timeout = " + SECONDS);
    }

    /** For the session that commits. */
    static List<String> ofWriter(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL
                ? with(
                        with(OF_TCP, "SET idle_in_transaction_session_timeout = '" + SECONDS + "s'"),
                        "SET lock_timeout = '" + LOCKED_SECONDS + "s'")
                : List.of(
                        "SET SESSION idle_transaction_timeout = " + SECONDS,
                        "SET SESSION innodb_lock_wait_timeout = " + LOCKED_SECONDS,
                        "SET SESSION lock_wait_timeout = " + LOCKED_SECONDS);
    }

    private static List<String> with(List<String> some, String more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    /** Sets one; a server that does not know it is named once in the log. */
    static void set(Connection connection, String sql, Object server) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            commit(connection);
        } catch (SQLException e) {
            if (!connection.isValid(1)) {
                throw e;
            }
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            if (WARNED.add(server + sql)) {
                LOG.warn("{} takes longer to notice a dispatcher that stands still: {}", server, e.getMessage());
            }
        }
    }

    private static void commit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }
}
