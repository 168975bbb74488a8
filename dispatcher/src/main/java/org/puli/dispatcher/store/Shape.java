package org.puli.dispatcher.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a table looks like to whoever writes and reads it.
 *
 * @param key the columns that tell rows apart
 * @param others all columns but these, in the order in which they are bound after them
 * @param repeat what a row means whose key is known already
 * @param rare a condition on rows, read with each as the column {@value #RARE}: reading a column of 100,000 rows
 *     takes time, and where it is false many need not be read
 * @param fixed what some columns are in each row that is written, in SQL: these are not bound
 */
record Shape(
        String table, List<String> key, List<String> others, Repeat repeat, String rare, Map<String, String> fixed) {
    /** The name of that column. */
    static final String RARE = "rare";

    /** What to do with a row whose key is known. */
    enum Repeat {
        /** It stands in place of the one that was there. */
        REPLACES,
        /** It is the one that is there: rows of this table never change. */
        IS_KNOWN
    }

    /** A table whose rows replace those of the same key. */
    static Shape of(String table, List<String> key, String... others) {
        return new Shape(table, key, Arrays.asList(others), Repeat.REPLACES, "", Map.of());
    }

    /** The same whose rows never change. */
    Shape unchanging() {
        return new Shape(table, key, others, Repeat.IS_KNOWN, rare, fixed);
    }

    /** The same whose rows tell besides whether a condition holds. */
    Shape tellingRare(String condition) {
        return new Shape(table, key, others, repeat, condition, fixed);
    }

    /** Another table of the same columns. */
    Shape named(String other) {
        return new Shape(other, key, others, repeat, rare, fixed);
    }

    /** The same for rows in which some columns always are the same. */
    Shape fixing(Map<String, String> values) {
        return new Shape(table, key, others, repeat, rare, values);
    }

    List<String> columns() {
        List<String> all = new ArrayList<>(key);
        all.addAll(others);
        return all;
    }

    /** Where a column stands in what is selected, from 1: finding it by its name for each row of 100,000 takes time. */
    int place(String column) {
        return columns().indexOf(column) + 1;
    }

    /** Adds so many rows without asking whether there are some of their keys. */
    String insertSql(int rows) {
        String marks = columns().stream()
                .map(column -> fixed.getOrDefault(column, "?"))
                .collect(Collectors.joining(", ", "(", ")"));
        return "INSERT INTO " + table + " (" + String.join(", ", columns()) + ") VALUES "
                + String.join(", ", Collections.nCopies(rows, marks));
    }

    /** Which columns are fixed, by their places from 0. */
    BitSet unbound() {
        BitSet unbound = new BitSet();
        for (String column : fixed.keySet()) {
            unbound.set(columns().indexOf(column));
        }
        return unbound;
    }

    /** All rows in the order of their keys. */
    String selectSql() {
        return selectSql(String.join(", ", key));
    }

    /** The rows that meet a condition, in the order of their keys. */
    String selectWhere(String condition) {
        return selected() + " WHERE " + condition + " ORDER BY " + String.join(", ", key);
    }

    /** All rows in the order of something else. */
    String selectSql(String order) {
        return selected() + " ORDER BY " + order;
    }

    private String selected() {
        String flag = rare.isEmpty() ? "" : ", (" + rare + ") AS " + RARE;
        return "SELECT " + String.join(", ", columns()) + flag + " FROM " + table;
    }
}
