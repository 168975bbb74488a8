package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.puli.api.PoolName;
import org.puli.api.json.Json;
import org.puli.api.spec.PoolSpec;
import org.puli.farm.row.PoolRow;

/** Pools and how they are divided, as JSON. */
final class PoolTable implements Table<PoolRow> {
    @Override
    public String upsertSql() {
        return """
                INSERT INTO pool (name, spec) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET spec = excluded.spec
                """;
    }

    @Override
    public String selectSql() {
        return "SELECT name, spec FROM pool ORDER BY name";
    }

    @Override
    public void bind(PreparedStatement statement, PoolRow row) throws SQLException {
        new Columns(statement).add(row.spec().name().value()).add(Json.write(row.spec()));
    }

    @Override
    public PoolRow read(ResultSet result) throws SQLException {
        String spec = Columns.findText(result, "spec");
        return new PoolRow(
                spec == null
                        ? PoolSpec.plain(new PoolName(result.getString("name")))
                        : Json.read(spec, PoolSpec.class));
    }
}
