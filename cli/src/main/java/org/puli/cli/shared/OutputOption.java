package org.puli.cli.shared;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --output}, and the printing that goes with it. */
public final class OutputOption {
    /** How to print. */
    public enum Format {
        /** For people. */
        TABLE,
        /** For programs. */
        JSON,
        /** For spreadsheets. */
        CSV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = {"--output", "-o"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (for people), json or csv; the default is table.")
    private Format format = Format.TABLE;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    private PrintWriter out() {
        return Given.value(verb).commandLine().getOut();
    }

    /** Prints a list: a table, one JSON array, or CSV. */
    public <T> void list(List<T> items, Columns<T> columns) {
        list(items, columns, out -> Table.print(items, columns, Terminal.here(), out));
    }

    /**
     * Prints a list.
     *
     * @param people prints it for people, where a table would be too wide for them
     */
    public <T> void list(List<T> items, Columns<T> columns, Consumer<PrintWriter> people) {
        switch (format) {
            case TABLE -> people.accept(out());
            case JSON -> out().println(Json.writePretty(items));
            case CSV -> Csv.print(items, columns, out());
        }
    }

    /**
     * Prints one thing: for people as they want to see it, as one JSON object, or as CSV.
     *
     * @param people prints it for people
     */
    public <T> void show(T item, Columns<T> columns, Consumer<PrintWriter> people) {
        switch (format) {
            case TABLE -> people.accept(out());
            case JSON -> out().println(Json.writePretty(item));
            case CSV -> Csv.print(List.of(item), columns, out());
        }
    }

    /** Prints a table within what is printed for people. */
    public static <T> void table(List<T> items, Columns<T> columns, PrintWriter out) {
        Table.print(items, columns, Terminal.here(), out);
    }
}
