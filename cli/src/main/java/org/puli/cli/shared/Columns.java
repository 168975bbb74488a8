package org.puli.cli.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a list shows of each of its things: a table for people, CSV for programs. Built once, then only read. */
public final class Columns<T> {
    /** How a column of a table is laid out. */
    enum Form {
        TEXT,
        /** Gives way when the line is too long. */
        WIDE,
        /** Right-aligned. */
        NUMBER,
        /** Colored by what it says. */
        STATUS
    }

    /** One column; a table's without a key stands in no CSV, a CSV's without a title in no table. */
    record Column<T>(String title, String key, Form form, Function<T, @Nullable Object> value) {
        String text(T item) {
            Object found = value.apply(item);
            return found == null ? "" : String.valueOf(found);
        }
    }

    private final List<Column<T>> columns = new ArrayList<>();

    /** Adds a short text. */
    public Columns<T> text(String title, String key, Function<T, @Nullable Object> value) {
        return add(title, key, Form.TEXT, value);
    }

    /** Adds a text that may be cut short. */
    public Columns<T> wide(String title, String key, Function<T, @Nullable Object> value) {
        return add(title, key, Form.WIDE, value);
    }

    /** Adds a number. */
    public Columns<T> number(String title, String key, Function<T, @Nullable Object> value) {
        return add(title, key, Form.NUMBER, value);
    }

    /** Adds a status. */
    public Columns<T> status(Function<T, @Nullable Object> value) {
        return add("STATUS", "status", Form.STATUS, value);
    }

    /** Adds what only people want to see so, on the right of its column. */
    public Columns<T> shown(String title, Function<T, @Nullable Object> value) {
        return add(title, "", Form.NUMBER, value);
    }

    /** Adds what only programs want to know so. */
    public Columns<T> raw(String key, Function<T, @Nullable Object> value) {
        return add("", key, Form.TEXT, value);
    }

    /** Adds a point in time: how long ago for people, as ISO 8601 for programs. */
    public Columns<T> time(String title, String key, Function<T, @Nullable Long> value) {
        return shown(title, item -> Times.ago(value.apply(item))).raw(key, item -> Times.iso(value.apply(item)));
    }

    private Columns<T> add(String title, String key, Form form, Function<T, @Nullable Object> value) {
        columns.add(new Column<>(title, key, form, value));
        return this;
    }

    /** The same columns for a thing that has this one in it. */
    public <S> Columns<S> within(Function<S, T> part) {
        Columns<S> outer = new Columns<>();
        for (Column<T> column : columns) {
            outer.add(
                    column.title(),
                    column.key(),
                    column.form(),
                    thing -> column.value().apply(part.apply(thing)));
        }
        return outer;
    }

    List<Column<T>> ofTable() {
        return columns.stream().filter(column -> !column.title().isEmpty()).toList();
    }

    List<Column<T>> ofCsv() {
        return columns.stream().filter(column -> !column.key().isEmpty()).toList();
    }
}
