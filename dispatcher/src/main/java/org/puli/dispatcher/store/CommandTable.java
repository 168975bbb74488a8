package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import org.puli.api.spec.Need;
import org.puli.api.view.Status;
import org.puli.farm.row.CommandRow;

/** Commands that have left their first state. */
final class CommandTable implements Table<CommandRow> {
    /** The table's name in the database. */
    static final String NAME = "command";

    /** What {@link #plain} does not read. */
    private static final String RARE = "status <> 'DONE' OR failures <> 0 OR losses <> 0 OR lease_id <> 0"
            + " OR exit_code IS NULL OR exit_code <> 0 OR reason IS NOT NULL OR held IS NOT NULL"
            + " OR returns <> 0 OR ready_at <> 0 OR avoided <> '' OR held_back"
            + " OR stopped_pool IS NOT NULL OR stopped_share IS NOT NULL OR frames_done IS NOT NULL"
            + " OR grown_memory <> 0";

    private static final Shape SHAPE = Shape.of(
                    NAME,
                    List.of("command_id"),
                    "job_id",
                    "status",
                    "attempt",
                    "failures",
                    "losses",
                    "worker",
                    "lease_id",
                    "assigned_at",
                    "started_at",
                    "ended_at",
                    "exit_code",
                    "reason",
                    "held",
                    "returns",
                    "ready_at",
                    "avoided",
                    "held_back",
                    "stopped_pool",
                    "stopped_share",
                    "frames_done",
                    "grown_memory")
            .tellingRare(RARE);

    private static final int COMMAND_ID = SHAPE.place("command_id");
    private static final int JOB_ID = SHAPE.place("job_id");
    private static final int ATTEMPT = SHAPE.place("attempt");
    private static final int WORKER = SHAPE.place("worker");
    private static final int ASSIGNED_AT = SHAPE.place("assigned_at");
    private static final int STARTED_AT = SHAPE.place("started_at");
    private static final int ENDED_AT = SHAPE.place("ended_at");
    private static final int IS_RARE = SHAPE.columns().size() + 1;

    private final PlainCommands plain = new PlainCommands(this);

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Table<CommandRow> writing(CommandRow row) {
        return plain.writing(row);
    }

    @Override
    public void bind(Columns columns, CommandRow row) throws SQLException {
        columns.add(row.commandId())
                .add(row.jobId())
                .add(row.status())
                .add((long) row.attempt())
                .add((long) row.failures())
                .add((long) row.losses())
                .add(row.worker())
                .add(row.leaseId())
                .add(row.assignedAt())
                .add(row.startedAt())
                .add(row.endedAt())
                .add(row.exitCode())
                .add(row.reason())
                .add(row.held() == null ? null : Json.write(row.held()))
                .add((long) row.returns())
                .add(row.readyAt())
                .add(String.join(",", row.avoided()))
                .add(row.heldBack())
                .add(row.stoppedPool())
                .add(row.stoppedShare())
                .add(row.framesDone())
                .add(row.grownMemory());
    }

    private static @Nullable Need held(@Nullable String text) {
        return text == null ? null : Json.read(text, Need.class);
    }

    @Override
    public CommandRow read(ResultSet result) throws SQLException {
        if (!result.getBoolean(IS_RARE)) {
            return plain(result);
        }
        return new CommandRow(
                result.getLong("command_id"),
                result.getLong("job_id"),
                Status.valueOf(result.getString("status")),
                result.getInt("attempt"),
                result.getInt("failures"),
                result.getInt("losses"),
                Columns.findText(result, "worker"),
                result.getLong("lease_id"),
                result.getLong("assigned_at"),
                result.getLong("started_at"),
                result.getLong("ended_at"),
                Columns.findInt(result, "exit_code"),
                Columns.findText(result, "reason"),
                held(Columns.findText(result, "held")),
                result.getInt("returns"),
                result.getLong("ready_at"),
                Columns.words(result, "avoided"),
                result.getBoolean("held_back"),
                Columns.findText(result, "stopped_pool"),
                Columns.findText(result, "stopped_share"),
                Columns.findText(result, "frames_done"),
                result.getLong("grown_memory"));
    }

    /** Most commands that ever ran just ended well. */
    private static CommandRow plain(ResultSet result) throws SQLException {
        return new CommandRow(
                result.getLong(COMMAND_ID),
                result.getLong(JOB_ID),
                Status.DONE,
                result.getInt(ATTEMPT),
                0,
                0,
                result.getString(WORKER),
                0,
                result.getLong(ASSIGNED_AT),
                result.getLong(STARTED_AT),
                result.getLong(ENDED_AT),
                0,
                null,
                null,
                0,
                0,
                List.of(),
                false,
                null,
                null,
                null,
                0);
    }
}
