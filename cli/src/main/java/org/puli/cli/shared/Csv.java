package org.puli.cli.shared;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.puli.cli.shared.Columns.Column;

/** Comma-separated values as in RFC 4180, with a header line. Stateless. */
final class Csv {
    private Csv() {}

    static <T> void print(List<T> items, Columns<T> columns, PrintWriter out) {
        List<Column<T>> all = columns.ofCsv();
        line(all.stream().map(Column::key), out);
        items.forEach(item -> line(all.stream().map(column -> column.text(item)), out));
        out.flush();
    }

    private static void line(Stream<String> cells, PrintWriter out) {
        out.print(cells.map(Csv::quoted).collect(Collectors.joining(",")));
        out.print("\r\n");
    }

    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
