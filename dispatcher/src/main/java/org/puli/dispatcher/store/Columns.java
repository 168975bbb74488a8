package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a statement one after another, so that no place is counted by hand. */
final class Columns {
    private final PreparedStatement statement;
    private int place;

    Columns(PreparedStatement statement) {
        this.statement = statement;
    }

    Columns add(long value) throws SQLException {
        statement.setLong(++place, value);
        return this;
    }

    Columns add(double value) throws SQLException {
        statement.setDouble(++place, value);
        return this;
    }

    Columns add(boolean value) throws SQLException {
        statement.setBoolean(++place, value);
        return this;
    }

    Columns add(@Nullable String value) throws SQLException {
        statement.setString(++place, value);
        return this;
    }

    Columns add(Enum<?> value) throws SQLException {
        return add(value.name());
    }

    Columns add(@Nullable Integer value) throws SQLException {
        statement.setObject(++place, value);
        return this;
    }

    Columns add(@Nullable Long value) throws SQLException {
        statement.setObject(++place, value);
        return this;
    }

    Columns add(@Nullable Boolean value) throws SQLException {
        statement.setObject(++place, value);
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
