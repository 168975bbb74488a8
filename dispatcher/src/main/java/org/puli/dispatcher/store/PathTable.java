package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.puli.api.json.Json;
import org.puli.api.spec.PathRule;
import org.puli.farm.row.PathRow;

/** Path rules, as JSON. */
final class PathTable implements Table<PathRow> {
    private static final Shape SHAPE = Shape.of("path_rule", List.of("name"), "rule");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, PathRow row) throws SQLException {
        columns.add(row.name()).add(Json.write(Objects.requireNonNull(row.rule(), "a row that stays has a rule")));
    }

    @Override
    public PathRow read(ResultSet result) throws SQLException {
        return new PathRow(result.getString("name"), Json.read(result.getString("rule"), PathRule.class));
    }

    /** Writes the rows that stay and deletes those that go. */
    void write(Statements statements, List<PathRow> rows) throws SQLException {
        upsert(statements, rows.stream().filter(row -> row.rule() != null).toList());
        for (PathRow row : rows) {
            if (row.rule() == null) {
                statements.run("DELETE FROM path_rule WHERE name = ?", row.name());
            }
        }
    }
}
