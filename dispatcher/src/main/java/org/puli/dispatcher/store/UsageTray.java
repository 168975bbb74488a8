package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.UsageRow;
import org.puli.farm.row.UsageRow.Kind;

/**
 * What the attempts of the newest batches have used, one line for each kind of a batch. To add to a sum with each batch
 * would write a page for each job that runs; so the sums are kept in memory, and are added to {@link UsageTable} by one
 * transaction that empties this table: whatever fails, each attempt counts once. After a failure it has to be
 * {@linkplain #open read again}.
 */
final class UsageTray implements Table<UsageTray.Line> {
    /** The table's name in the database. */
    static final String NAME = "usage_tray";

    /** So many lines are read at a start, and looked through by each question. */
    private static final int FULL = 20_000;

    private static final Shape SHAPE = Shape.of(
                    NAME,
                    List.of("batch", "line"),
                    "hour",
                    "pool",
                    "owner",
                    "production",
                    "job_name",
                    "outcome",
                    "attempts",
                    "wall_millis",
                    "core_millis",
                    "cpu_millis")
            .unchanging();
    private static final Comparator<UsageRow> ORDER = Comparator.comparing(
            UsageRow::kind,
            Comparator.comparingLong(Kind::hour)
                    .thenComparing(Kind::pool)
                    .thenComparing(Kind::owner)
                    .thenComparing(Kind::production)
                    .thenComparing(Kind::job));

    private final UsageTable hours = new UsageTable();
    private final Map<Kind, UsageRow> sums = new HashMap<>();
    private int lineCount;

    /** A row of the table. */
    record Line(long batch, int line, UsageRow row) {
        static List<Line> of(RowBatch batch) {
            List<Line> lines = new ArrayList<>();
            for (UsageRow row : batch.usage()) {
                lines.add(new Line(batch.number(), lines.size(), row));
            }
            return lines;
        }

        String key() {
            return batch + "." + line;
        }
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, Line line) throws SQLException {
        UsageTable.add(columns.add(line.batch()).add((long) line.line()), line.row());
    }

    @Override
    public Line read(ResultSet result) throws SQLException {
        return new Line(result.getLong("batch"), result.getInt("line"), hours.read(result));
    }

    /** Learns what lies here; before anything else is done through a connection. */
    void open(Connection connection) throws SQLException {
        forget();
        all(connection).forEach(this::note);
    }

    private void forget() {
        sums.clear();
        lineCount = 0;
    }

    private void note(Line line) {
        sums.merge(line.row().kind(), line.row(), UsageRow::and);
        lineCount++;
    }

    /** Lays a batch's lines here; when there are many, all are added up. */
    void lay(Statements statements, List<Line> lines) throws SQLException {
        if (!lines.isEmpty()) {
            insert(statements, NAME, lines);
            lines.forEach(this::note);
        }
        if (lineCount >= FULL) {
            file(statements);
        }
    }

    /** All that was used, wherever it lies. */
    Collection<UsageRow> all(Connection connection, UsageTable table) throws SQLException {
        Map<Kind, UsageRow> rows = new LinkedHashMap<>();
        table.all(connection).forEach(row -> rows.put(row.kind(), row));
        sums.forEach((kind, row) -> rows.merge(kind, row, UsageRow::and));
        return rows.values();
    }

    /** Adds up what lies here. */
    void file(Statements statements) throws SQLException {
        if (lineCount > 0) {
            hours.addAll(statements, sums.values().stream().sorted(ORDER).toList());
            statements.prepared("DELETE FROM " + NAME).executeUpdate();
            forget();
        }
    }
}
