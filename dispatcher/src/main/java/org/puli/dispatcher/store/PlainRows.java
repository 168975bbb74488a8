package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How those rows of a table are written in which some columns say what they say in most rows: that stands in the
 * statement, and need not be bound.
 *
 * @param <R> a row
 */
final class PlainRows<R> implements Table<R> {
    private final Table<R> whole;
    private final Shape shape;
    private final Predicate<R> plain;

    /**
     * A way of writing some rows of a table.
     *
     * @param fixed what the columns are that are not bound, in SQL
     * @param plain whether all of them are so in a row
     */
    PlainRows(Table<R> whole, Map<String, String> fixed, Predicate<R> plain) {
        this.whole = whole;
        this.shape = whole.shape().fixing(fixed);
        this.plain = plain;
    }

    /** The same for those of its rows in which more columns are so. */
    PlainRows<R> and(Map<String, String> more, Predicate<R> plainer) {
        Map<String, String> fixed = new HashMap<>(shape.fixed());
        fixed.putAll(more);
        return new PlainRows<>(whole, fixed, plainer.and(plain));
    }

    /** Whether a row can be written so. */
    boolean has(R row) {
        return plain.test(row);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void bind(Columns columns, R row) throws SQLException {
        whole.bind(columns, row);
    }

    @Override
    public R read(ResultSet result) throws SQLException {
        return whole.read(result);
    }
}
