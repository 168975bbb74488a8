package org.puli.dispatcher.store.care;

import java.sql.Connection;
import java.sql.SQLException;

/** Writes into a farm's audit what was done to its whole database. Stateless. */
final class CareAudit {
    private static final String ADD = "INSERT INTO audit (number, at, user_name, address, verb, target, job_id, worker,"
            + " before_text, after_text) VALUES (?, ?, ?, NULL, ?, 'the database', NULL, NULL, ?, ?)";

    private CareAudit() {}

    /** Adds a line with the farm's next number. */
    static void add(Connection connection, Author author, String verb, String before, String after)
            throws SQLException {
        long number = Rows.number(connection, "SELECT next_audit FROM farm");
        Rows.run(connection, ADD, number, author.at(), author.user(), verb, before, after);
        Rows.run(connection, "UPDATE farm SET next_audit = ?", number + 1);
    }
}
