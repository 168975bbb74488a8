package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.MachineFacts;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.Duty;
import org.puli.api.view.Presence;
import org.puli.farm.row.WorkerRow;
import tools.jackson.core.type.TypeReference;

/** Workers as they stand. A worker's pools are written as one text, since their names have no commas. */
final class WorkerTable implements Table<WorkerRow> {
    private static final Shape SHAPE = Shape.of(
            "worker",
            List.of("name"),
            "number",
            "boot_id",
            "presence",
            "duty",
            "pause_reason",
            "cores",
            "memory_bytes",
            "platform",
            "version",
            "pools",
            "equipment",
            "cores_set",
            "memory_set",
            "tags",
            "streak",
            "quarantines",
            "probation_at",
            "pool_order",
            "machine",
            "fails_check");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, WorkerRow row) throws SQLException {
        columns.add(row.name())
                .add(row.number())
                .add(row.bootId())
                .add(row.presence())
                .add(row.duty())
                .add(row.pauseReason())
                .add((long) row.facts().cores())
                .add(row.facts().memoryBytes())
                .add(row.facts().platform())
                .add(row.facts().version())
                .add(String.join(",", row.pools()))
                .add(Json.write(row.facts().equipment()))
                .add((long) row.coresSet())
                .add(row.memorySet())
                .add(Json.write(row.tags()))
                .add(row.streak())
                .add((long) row.quarantines())
                .add(row.probationAt())
                .add(String.join(",", row.poolOrder()))
                .add(
                        row.facts().machine() == null
                                ? null
                                : Json.write(row.facts().machine()))
                .add(row.failsCheck());
    }

    private static Equipment equipment(@Nullable String text) {
        return text == null ? Equipment.NONE : Json.read(text, Equipment.class);
    }

    private static @Nullable MachineFacts machine(@Nullable String text) {
        return text == null ? null : Json.read(text, MachineFacts.class);
    }

    @Override
    public WorkerRow read(ResultSet result) throws SQLException {
        return new WorkerRow(
                result.getString("name"),
                result.getLong("number"),
                result.getString("boot_id"),
                Presence.valueOf(result.getString("presence")),
                Duty.valueOf(result.getString("duty")),
                Columns.findText(result, "pause_reason"),
                new WorkerFacts(
                        result.getInt("cores"),
                        result.getLong("memory_bytes"),
                        result.getString("platform"),
                        result.getString("version"),
                        equipment(Columns.findText(result, "equipment")),
                        machine(Columns.findText(result, "machine"))),
                Columns.words(result, "pools"),
                Columns.words(result, "pool_order"),
                result.getInt("cores_set"),
                result.getLong("memory_set"),
                Json.read(result.getString("tags"), new TypeReference<List<String>>() {}),
                result.getString("streak"),
                result.getInt("quarantines"),
                result.getLong("probation_at"),
                result.getBoolean("fails_check"));
    }
}
