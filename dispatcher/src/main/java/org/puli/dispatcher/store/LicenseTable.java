package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.puli.api.spec.SeatsPer;
import org.puli.farm.row.LicenseRow;

/** Licenses, their seats and by what these are counted. */
final class LicenseTable implements Table<LicenseRow> {
    private static final Shape SHAPE =
            Shape.of("license", List.of("name"), "count", "seats_per", "outside", "outside_until", "outside_millis");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, LicenseRow row) throws SQLException {
        columns.add(row.name())
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
