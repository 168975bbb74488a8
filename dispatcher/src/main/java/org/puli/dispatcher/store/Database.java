package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.StoreFailure;

/** A database: how it is reached and brought up to date. Safe on every thread. */
public interface Database {
    /** A connection on which what is committed is durable; it commits when it is told to. */
    Connection connect() throws SQLException;

    /** A connection that can only read. */
    Connection connectToRead() throws SQLException;

    /**
     * One that sees the database as it is at its first question, whatever is written meanwhile, and writes nothing. It
     * may take as long as it takes.
     */
    Connection connectToReadAll() throws SQLException;

    /** One for work that may take long: it waits for the database without end and commits when it is told to. */
    Connection connectPatiently() throws SQLException;

    /** The form of its tables. */
    Schema schema() throws SQLException;

    /**
     * Makes its tables, or brings those of an earlier release to this release's form.
     *
     * @throws StoreFailure when it cannot be reached or changed, or was written by a newer release
     */
    void migrate();

    /** Its language. */
    Dialect dialect();

    /** Lets go of a connection on which anything may have failed. */
    static void closeQuietly(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It is given up either way; what was committed is kept.
                return;
            }
        }
    }
}
