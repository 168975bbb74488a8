package org.puli.dispatcher.store;

import static java.util.Map.entry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.puli.farm.row.CommandRow;

/**
 * How rows of commands are written that nothing special has happened to, which is most of them: half of their columns
 * say what these say in all such rows, and need not be bound.
 */
final class PlainCommands implements Table<CommandRow> {
    private static final Shape SHAPE = CommandTable.SHAPE.fixing(Map.ofEntries(
            entry("failures", "0"),
            entry("losses", "0"),
            entry("reason", "NULL"),
            entry("held", "NULL"),
            entry("returns", "0"),
            entry("ready_at", "0"),
            entry("avoided", "''"),
            entry("held_back", "FALSE"),
            entry("stopped_pool", "NULL"),
            entry("stopped_share", "NULL"),
            entry("frames_done", "NULL"),
            entry("grown_memory", "0")));

    private final Table<CommandRow> whole;

    PlainCommands(Table<CommandRow> whole) {
        this.whole = whole;
    }

    /** Whether a row can be written so. */
    static boolean has(CommandRow row) {
        return row.failures() == 0
                && row.losses() == 0
                && row.returns() == 0
                && row.readyAt() == 0
                && row.grownMemory() == 0
                && !row.heldBack()
                && row.avoided().isEmpty()
                && row.reason() == null
                && row.held() == null
                && row.stoppedPool() == null
                && row.stoppedShare() == null
                && row.framesDone() == null;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, CommandRow row) throws SQLException {
        whole.bind(columns, row);
    }

    @Override
    public CommandRow read(ResultSet result) throws SQLException {
        return whole.read(result);
    }
}
