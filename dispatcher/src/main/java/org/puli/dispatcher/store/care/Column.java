package org.puli.dispatcher.store.care;

import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** A column, and of which kind its values are, whatever its database calls their type. */
record Column(String name, Kind kind) {
    /** Kinds of values; a kind has the same values in every database. */
    enum Kind {
        /** Whole numbers of up to 64 bits. */
        WHOLE(Types.BIGINT),
        /** Numbers with a fraction. */
        REAL(Types.DOUBLE),
        /** Yes or no. */
        FLAG(Types.BOOLEAN),
        /** Texts of any length. */
        TEXT(Types.VARCHAR);

        private final int type;

        Kind(int type) {
            this.type = type;
        }
    }

    /** A column of a JDBC type, and of what the database itself calls it: SQLite's driver takes a flag for a number. */
    static Column of(String table, String name, int type, String typeName) throws SQLException {
        if (typeName.equalsIgnoreCase("BOOLEAN")) {
            return new Column(name, Kind.FLAG);
        }
        Kind kind = switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Kind.WHOLE;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Kind.REAL;
            case Types.BIT, Types.BOOLEAN -> Kind.FLAG;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> Kind.TEXT;
            default ->
                throw new SQLException("column " + name + " of table " + table + " is of the type "
                        + JDBCType.valueOf(type) + ", which no table of Puli has");
        };
        return new Column(name, kind);
    }

    /** The value at a place of a result, from 1. */
    @Nullable
    Object read(ResultSet result, int place) throws SQLException {
        Object value = switch (kind) {
            case WHOLE -> result.getLong(place);
            case REAL -> result.getDouble(place);
            case FLAG -> result.getBoolean(place);
            case TEXT -> result.getString(place);
        };
        return result.wasNull() ? null : value;
    }

    /** Sets a parameter, from 1, to a value that {@link #read} gave. */
    void bind(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(place, kind.type);
            case Long number -> statement.setLong(place, number);
            case Double number -> statement.setDouble(place, number);
            case Boolean flag -> statement.setBoolean(place, flag);
            default -> statement.setString(place, value.toString());
        }
    }
}
