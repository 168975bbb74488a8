package org.puli.dispatcher.store.care;

import java.sql.Connection;
import java.sql.SQLException;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;

/** What is done through one connection, as a whole or not at all. Stateless. */
final class Transaction {
    private Transaction() {}

    /** What is done. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Reads one moment of a database, whatever is written to it meanwhile. */
    static <T> T read(Database database, Work<T> work) {
        try (Connection connection = database.connectToReadAll()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new StoreFailure("the database " + database + " could not be read: " + e.getMessage(), e);
        }
    }

    /** Writes and commits; nothing is kept where the work fails. */
    static <T> T write(Database database, Work<T> work) {
        // Closing a connection takes back what it did not commit.
        try (Connection connection = database.connectPatiently()) {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new StoreFailure("the database " + database + " was left as it was: " + e.getMessage(), e);
        }
    }
}
