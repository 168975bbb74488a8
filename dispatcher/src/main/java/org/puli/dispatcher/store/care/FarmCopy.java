package org.puli.dispatcher.store.care;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.puli.dispatcher.loop.StoreFailure;

/**
 * Copies all rows of a farm into the tables of another database, and then compares both row by row. What is read is one
 * moment of the farm, so that a dispatcher may go on with it. One thread at a time.
 */
final class FarmCopy {
    private static final int ROWS_OF_A_ROUND = 1_000;
    private static final int ROWS_OF_A_WORD = 100_000;

    private final Connection from;
    private final Connection to;
    private final Progress progress;

    /**
     * A copy between two connections, each in a transaction: what is written is there when the second one commits.
     *
     * @param from one that reads all
     * @param to one to tables of the same version, which are empty
     */
    FarmCopy(Connection from, Connection to, Progress progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    /**
     * Copies and compares; the transaction stays open.
     *
     * @return how many rows each table has
     * @throws StoreFailure when both differ afterwards, or the tables of both differ in form
     */
    Map<String, Long> run() throws SQLException {
        List<TableForm> source = Catalog.of(from);
        List<TableForm> target = Catalog.of(to);
        Map<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < source.size(); i++) {
            if (source.size() != target.size() || !source.get(i).isLike(target.get(i))) {
                throw new StoreFailure("the tables of both databases differ in form (see table "
                        + source.get(i).name() + "); bring both to this release's form with puli database migrate");
            }
        }
        for (TableForm form : source) {
            counts.put(form.name(), copy(form));
        }
        for (int i = 0; i < source.size(); i++) {
            new TableComparison(from, to, progress).run(source.get(i), target.get(i));
        }
        return counts;
    }

    private long copy(TableForm form) throws SQLException {
        long count = 0;
        try (PreparedStatement read = reading(from, form);
                ResultSet rows = read.executeQuery();
                PreparedStatement write = to.prepareStatement(form.insertSql())) {
            while (rows.next()) {
                for (int place = 1; place <= form.columns().size(); place++) {
                    Column column = form.columns().get(place - 1);
                    column.bind(write, place, column.read(rows, place));
                }
                write.addBatch();
                if (++count % ROWS_OF_A_ROUND == 0) {
                    write(form, write, count);
                }
            }
            write(form, write, count);
        }
        progress.done("copied", form.name(), count);
        return count;
    }

    private void write(TableForm form, PreparedStatement statement, long count) throws SQLException {
        try {
            statement.executeBatch();
        } catch (BatchUpdateException e) {
            SQLException cause = e.getNextException() == null ? e : e.getNextException();
            throw new SQLException(
                    "a row of table " + form.name() + ", among the last " + ROWS_OF_A_ROUND + " of the first " + count
                            + ", is refused: " + cause.getMessage(),
                    e);
        }
        if (count % ROWS_OF_A_WORD == 0 && count > 0) {
            progress.done("copied", form.name(), count);
        }
    }

    /** Row by row from the server, not all at once into memory. */
    static PreparedStatement reading(Connection connection, TableForm form) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(form.selectSql());
        statement.setFetchSize(ROWS_OF_A_ROUND);
        return statement;
    }
}
