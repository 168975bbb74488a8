package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Who leads; one row. Stateless. */
final class LeaderTable {
    private static final Shape SHAPE = Shape.of("leader", List.of("id"), "term", "address", "process", "since", "next");
    private static final long ID = 1;

    private LeaderTable() {}

    /** Somebody leads from now on. */
    static void write(Statements statements, String term, String address, String process, long sinceMillis)
            throws SQLException {
        PreparedStatement statement = statements.prepared(statements.dialect().upsertSql(SHAPE));
        new Columns(statement)
                .add(ID)
                .add(term)
                .add(address)
                .add(process)
                .add(sinceMillis)
                .add("");
        statement.executeUpdate();
    }
}
