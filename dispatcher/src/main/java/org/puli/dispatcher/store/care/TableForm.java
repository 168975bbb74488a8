package org.puli.dispatcher.store.care;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as its database describes it.
 *
 * @param columns its columns in the order of their names, which is the same in every database
 * @param key the names of the columns that tell its rows apart
 * @param trays its trays, the one that fills first; empty where it has none or they are empty
 */
record TableForm(String name, List<Column> columns, List<String> key, List<String> trays) {
    /** The name of the table with the farm's own row: where that is missing, there is no farm. */
    static final String FARM = "farm";

    String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private String keys() {
        return String.join(", ", key);
    }

    /** Adds a row. */
    String insertSql() {
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        return "INSERT INTO " + name + " (" + names() + ") VALUES (" + marks + ")";
    }

    /** All rows as they stand, in the order of their keys; of what lies in trays the newest of each key. */
    String selectSql() {
        return "SELECT " + names() + " FROM " + (trays.isEmpty() ? name : "(" + resolved() + ") AS resolved")
                + " ORDER BY " + keys();
    }

    private String resolved() {
        String filling = trays.get(0);
        String filed = trays.get(1);
        return "SELECT " + names() + " FROM " + name + " WHERE " + isNotIn(filling) + " AND " + isNotIn(filed)
                + " UNION ALL " + newest(filed) + " AND " + isNotIn(filling)
                + " UNION ALL " + newest(filling);
    }

    private String isNotIn(String tray) {
        return "(" + keys() + ") NOT IN (SELECT " + keys() + " FROM " + tray + ")";
    }

    private String newest(String tray) {
        return "SELECT " + names() + " FROM " + tray + " WHERE rowid IN (SELECT max(rowid) FROM " + tray + " GROUP BY "
                + keys() + ")";
    }

    boolean isLike(TableForm other) {
        return name.equals(other.name) && columns.equals(other.columns) && key.equals(other.key);
    }
}
