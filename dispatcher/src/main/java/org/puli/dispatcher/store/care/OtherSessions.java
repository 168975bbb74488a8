package org.puli.dispatcher.store.care;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.Dialect;

/** Who else is connected to a farm's database on a server. Stateless. */
public final class OtherSessions {
    private static final String OF_POSTGRESQL = "SELECT pid, client_addr FROM pg_stat_activity"
            + " WHERE datname = current_database() AND application_name = 'puli' AND pid <> pg_backend_pid()"
            + " ORDER BY pid";

    /** Sessions have no names there; without a privilege of its own a user sees only those of its own. */
    private static final String OF_MARIADB = "SELECT id, host FROM information_schema.processlist"
            + " WHERE db = DATABASE() AND id <> CONNECTION_ID() ORDER BY id";

    private OtherSessions() {}

    /**
     * One line for each other session that may be a dispatcher; empty for a file, which a lock protects.
     *
     * @throws org.puli.dispatcher.loop.StoreFailure when the server cannot be asked
     */
    public static List<String> of(Database database) {
        if (database.dialect() == Dialect.SQLITE) {
            return List.of();
        }
        return Transaction.read(
                database,
                connection -> read(connection, database.dialect() == Dialect.POSTGRESQL ? OF_POSTGRESQL : OF_MARIADB));
    }

    private static List<String> read(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                found.add("session " + result.getString(1) + " from " + result.getString(2));
            }
        }
        return found;
    }
}
