package org.puli.dispatcher.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a table looks like to whoever writes and reads it.
 *
 * @param key the columns that tell rows apart
 * @param others all columns but these, in the order in which they are bound after them
 * @param repeat what a row means whose key is known already
 */
record Shape(String table, List<String> key, List<String> others, Repeat repeat) {
    /** What to do with a row whose key is known. */
    enum Repeat {
        /** It stands in place of the one that was there. */
        REPLACES,
        /** It is the one that is there: rows of this table never change. */
        IS_KNOWN
    }

    /** A table whose rows replace those of the same key. */
    static Shape of(String table, List<String> key, String... others) {
        return new Shape(table, key, Arrays.asList(others), Repeat.REPLACES);
    }

    /** The same whose rows never change. */
    Shape unchanging() {
        return new Shape(table, key, others, Repeat.IS_KNOWN);
    }

    /** Another table of the same columns. */
    Shape named(String other) {
        return new Shape(other, key, others, repeat);
    }

    List<String> columns() {
        List<String> all = new ArrayList<>(key);
        all.addAll(others);
        return all;
    }

    /** Adds a row without asking whether there is one of its key. */
    String insertSql() {
        String marks = String.join(", ", columns().stream().map(column -> "?").toList());
        return "INSERT INTO " + table + " (" + String.join(", ", columns()) + ") VALUES (" + marks + ")";
    }

    /** The rows that meet a condition, in the order of their keys. */
    String selectSql(String condition) {
        return "SELECT * FROM " + table + " WHERE " + condition + " ORDER BY " + String.join(", ", key);
    }

    /** All rows in the order of their keys. */
    String selectSql() {
        return "SELECT * FROM " + table + " ORDER BY " + String.join(", ", key);
    }
}
