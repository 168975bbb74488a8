package org.puli.dispatcher.store.care;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The numbers of a farm's own row: what it gave out, and what it goes on with when that is not known any more. */
final class HighWater {
    /**
     * How far a restored farm's numbers are beyond those of its backup: more than a farm gives out between two backups.
     * A thousand million commands are six days of 2,000 in a second.
     */
    static final Map<String, Long> MARGINS = new TreeMap<>(Map.of(
            "epoch", 10_000L,
            "batch", 1_000_000_000L,
            "next_job", 1_000_000L,
            "next_task", 100_000_000L,
            "next_command", 1_000_000_000L,
            "next_lease", 1_000_000_000L,
            "next_worker", 100_000L,
            "next_audit", 10_000_000L));

    private final String farmId;
    private final Map<String, Long> values;

    private HighWater(String farmId, Map<String, Long> values) {
        this.farmId = farmId;
        this.values = values;
    }

    /** The numbers of the farm in a database. */
    static Optional<HighWater> of(Connection connection) throws SQLException {
        if (!Catalog.names(connection).contains(TableForm.FARM)) {
            return Optional.empty();
        }
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM farm");
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            Map<String, Long> values = new TreeMap<>();
            for (String column : MARGINS.keySet()) {
                values.put(column, row.getLong(column));
            }
            return Optional.of(new HighWater(row.getString("farm_id"), values));
        }
    }

    String farmId() {
        return farmId;
    }

    /** A number by the name of its column. */
    long value(String column) {
        return values.getOrDefault(column, 0L);
    }

    /** Beyond these, and beyond those of the farm that they stand in for if it is the same one. */
    HighWater ahead(@Nullable HighWater replaced) {
        Map<String, Long> ahead = new TreeMap<>();
        MARGINS.forEach((column, margin) -> {
            long other = replaced != null && replaced.farmId.equals(farmId) ? replaced.value(column) : 0;
            ahead.put(column, Math.addExact(Math.max(value(column), other), margin));
        });
        return new HighWater(farmId, ahead);
    }

    /** The same of another farm. */
    HighWater named(String other) {
        return new HighWater(other, values);
    }

    /**
     * Makes them the farm's. A dispatcher that went on all the same can store nothing after that: the row was written
     * by somebody else.
     */
    void write(Connection connection, String writer) throws SQLException {
        Rows.run(connection, "UPDATE farm SET farm_id = ?, leader = ?", farmId, writer);
        for (Map.Entry<String, Long> value : values.entrySet()) {
            Rows.run(connection, "UPDATE farm SET " + value.getKey() + " = ?", value.getValue());
        }
    }
}
