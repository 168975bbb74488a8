package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.puli.api.PoolName;
import org.puli.api.json.Json;
import org.puli.api.spec.PoolSpec;
import org.puli.farm.row.PoolRow;

/** Pools and how they are divided, as JSON. */
final class PoolTable implements Table<PoolRow> {
    private static final Shape SHAPE = Shape.of("pool", List.of("name"), "spec");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, PoolRow row) throws SQLException {
        columns.add(row.spec().name().value()).add(Json.write(row.spec()));
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
