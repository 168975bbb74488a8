package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.puli.api.spec.SeatsPer;
import org.puli.farm.row.LicenseRow;

/** Licenses, their seats and by what these are counted. */
final class LicenseTable implements Table<LicenseRow> {
    @Override
    public String upsertSql() {
        return """
                INSERT INTO license (name, count, seats_per, outside, outside_until, outside_millis)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET
                    count = excluded.count, seats_per = excluded.seats_per, outside = excluded.outside,
                    outside_until = excluded.outside_until, outside_millis = excluded.outside_millis
                """;
    }

    @Override
    public String selectSql() {
        return "SELECT * FROM license ORDER BY name";
    }

    @Override
    public void bind(PreparedStatement statement, LicenseRow row) throws SQLException {
        new Columns(statement)
                .add(row.name())
                .add((long) row.count())
                .add(row.per().name())
                .add((long) row.outside())
                .add(row.outsideUntil())
                .add(row.outsideMillis());
    }

    @Override
    public LicenseRow read(ResultSet result) throws SQLException {
        return new LicenseRow(
                result.getString("name"),
                result.getInt("count"),
                SeatsPer.valueOf(result.getString("seats_per")),
                result.getInt("outside"),
                result.getLong("outside_until"),
                result.getLong("outside_millis"));
    }
}
