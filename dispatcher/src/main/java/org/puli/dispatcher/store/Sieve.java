package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a batch in which the database refuses something for its content: part after part and half after half, until
 * the single rows are found. Those are set aside in the same transaction, all others are written. For one batch.
 */
final class Sieve {
    /** More of them are no poisoned rows: then something is wrong with the database itself. */
    static final int MOST_REFUSED = 100;

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_REASON = 500;
    private final Connection connection;
    private final Statements statements;
    private final Tables tables;
    private final long batch;
    private final List<String> refused = new ArrayList<>();

    Sieve(Connection connection, Statements statements, Tables tables, long batch) {
        this.connection = connection;
        this.statements = statements;
        this.tables = tables;
        this.batch = batch;
    }

    /** Writes what the database takes; the caller commits. Gives back what was set aside, in lines for the log. */
    List<String> write(List<Part<?>> parts) throws SQLException {
        for (Part<?> part : parts) {
            write(part);
        }
        return refused;
    }

    private void write(Part<?> part) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            part.write(statements);
            tables.refusals().written(statements, part);
        } catch (SQLException e) {
            if (Fault.of(e, statements.dialect()) != Fault.CONTENT) {
                throw e;
            }
            connection.rollback(before);
            statements.clearBatches();
            // What was noted in memory of the rows that were just taken back is not so.
            tables.open(connection);
            split(part, e);
            return;
        }
        connection.releaseSavepoint(before);
    }

    private void split(Part<?> part, SQLException cause) throws SQLException {
        if (part.rows().size() > 1) {
            write(part.firstHalf());
            write(part.secondHalf());
            return;
        }
        if (part.rows().isEmpty() || part.table().equals(Tables.FARM)) {
            throw cause;
        }
        String line = part.table() + " " + Refusals.plain(part.keys().getFirst(), LONGEST_KEY) + ": "
                + Refusals.plain(firstLine(cause), LONGEST_REASON);
        if (refused.size() >= MOST_REFUSED) {
            throw new SQLException("the database refuses so much that something is wrong with it, last " + line, cause);
        }
        tables.refusals().add(statements, part, firstLine(cause), batch);
        refused.add(line);
    }

    /** The rest of what a database says may repeat the row itself. */
    static String firstLine(SQLException cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason was given");
    }
}
