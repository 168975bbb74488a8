package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.puli.farm.row.PoolRow;

/** Pools. */
final class PoolTable implements Table<PoolRow> {
    @Override
    public String upsertSql() {
        return "INSERT INTO pool (name) VALUES (?) ON CONFLICT (name) DO NOTHING";
    }

    @Override
    public String selectSql() {
        return "SELECT name FROM pool ORDER BY name";
    }

    @Override
    public void bind(PreparedStatement statement, PoolRow row) throws SQLException {
        new Columns(statement).add(row.name());
    }

    @Override
    public PoolRow read(ResultSet result) throws SQLException {
        return new PoolRow(result.getString("name"));
    }
}
