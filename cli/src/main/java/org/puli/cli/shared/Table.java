package org.puli.cli.shared;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.puli.cli.shared.Columns.Column;
import org.puli.cli.shared.Columns.Form;

/** An aligned table. Columns that hold nothing are left out; wide ones are cut until the line fits. */
final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 10;

    private final Terminal terminal;
    private final List<Line> lines = new ArrayList<>();

    /** One column with its cells. */
    private static final class Line {
        private final String title;
        private final Form form;
        private final List<String> cells;
        private int width;

        Line(String title, Form form, List<String> cells) {
            this.title = title;
            this.form = form;
            this.cells = cells;
            this.width = cells.stream().mapToInt(Table::length).max().orElse(0);
            this.width = Math.max(width, title.length());
        }
    }

    private Table(Terminal terminal) {
        this.terminal = terminal;
    }

    static <T> void print(List<T> items, Columns<T> columns, Terminal terminal, PrintWriter out) {
        Table table = new Table(terminal);
        for (Column<T> column : columns.ofTable()) {
            List<String> cells =
                    items.stream().map(item -> printable(column.text(item))).toList();
            if (cells.isEmpty() || cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                table.lines.add(new Line(column.title(), column.form(), cells));
            }
        }
        table.fit();
        out.println(table.header());
        for (int row = 0; row < items.size(); row++) {
            out.println(table.row(row));
        }
    }

    /** What would steer the terminal becomes visible instead. */
    static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Takes from the widest of the wide columns until the line fits or they are as narrow as can be. */
    private void fit() {
        List<Line> wide = lines.stream().filter(line -> line.form == Form.WIDE).toList();
        int excess = lines.stream().mapToInt(line -> line.width + GAP.length()).sum() - GAP.length() - terminal.width();
        while (excess > 0) {
            Line widest = wide.stream()
                    .filter(line -> line.width > NARROWEST)
                    .max((a, b) -> Integer.compare(a.width, b.width))
                    .orElse(null);
            if (widest == null) {
                return;
            }
            widest.width--;
            excess--;
        }
    }

    private String header() {
        String header = lines.stream().map(line -> padded(line, line.title)).collect(Collectors.joining(GAP));
        return Colors.bold(header.stripTrailing(), terminal);
    }

    private String row(int index) {
        return lines.stream()
                .map(line -> cell(line, line.cells.get(index)))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String cell(Line line, String text) {
        String padded = padded(line, text);
        return line.form == Form.STATUS ? Colors.status(padded, text, terminal) : padded;
    }

    private static String padded(Line line, String text) {
        String cut =
                length(text) <= line.width ? text : text.substring(0, text.offsetByCodePoints(0, line.width - 1)) + "…";
        String fill = " ".repeat(line.width - length(cut));
        return line.form == Form.NUMBER ? fill + cut : cut + fill;
    }
}
