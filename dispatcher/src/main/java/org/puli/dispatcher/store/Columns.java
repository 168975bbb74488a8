package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets the parameters of a statement one after another, so that no place is counted by hand: for one row, or for many
 * that it writes at once.
 */
final class Columns {
    private final PreparedStatement statement;
    private final BitSet unbound;
    private int column;
    private int place;

    Columns(PreparedStatement statement) {
        this(statement, new BitSet());
    }

    /** Those of rows some columns of which stand in the statement itself: what is said of these is passed over. */
    Columns(PreparedStatement statement, BitSet unbound) {
        this.statement = statement;
        this.unbound = unbound;
    }

    /** The next value is the first one of another row of the same statement. */
    void nextRow() {
        column = 0;
    }

    /** The same of another round of it. */
    void nextRound() {
        column = 0;
        place = 0;
    }

    private boolean isUnbound() {
        return unbound.get(column++);
    }

    Columns add(long value) throws SQLException {
        if (!isUnbound()) {
            statement.setLong(++place, value);
        }
        return this;
    }

    Columns add(double value) throws SQLException {
        if (!isUnbound()) {
            statement.setDouble(++place, value);
        }
        return this;
    }

    Columns add(boolean value) throws SQLException {
        if (!isUnbound()) {
            statement.setBoolean(++place, value);
        }
        return this;
    }

    Columns add(@Nullable String value) throws SQLException {
        if (!isUnbound()) {
            statement.setString(++place, value);
        }
        return this;
    }

    Columns add(Enum<?> value) throws SQLException {
        return add(value.name());
    }

    Columns add(@Nullable Integer value) throws SQLException {
        return addObject(value);
    }

    Columns add(@Nullable Long value) throws SQLException {
        return addObject(value);
    }

    Columns add(@Nullable Boolean value) throws SQLException {
        return addObject(value);
    }

    private Columns addObject(@Nullable Object value) throws SQLException {
        if (!isUnbound()) {
            statement.setObject(++place, value);
        }
        return this;
    }

    /** A great whole number that may be missing. */
    static @Nullable Long findLong(ResultSet result, String column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? null : value;
    }

    /** A yes or no that may be missing. */
    static @Nullable Boolean findFlag(ResultSet result, String column) throws SQLException {
        boolean value = result.getBoolean(column);
        return result.wasNull() ? null : value;
    }

    /** A whole number that may be missing. */
    static @Nullable Integer findInt(ResultSet result, String column) throws SQLException {
        int value = result.getInt(column);
        return result.wasNull() ? null : value;
    }

    /** Words without commas that were joined by commas. */
    static List<String> words(ResultSet result, String column) throws SQLException {
        String text = result.getString(column);
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    /** A text that may be missing. */
    static @Nullable String findText(ResultSet result, String column) throws SQLException {
        return result.getString(column);
    }
}
