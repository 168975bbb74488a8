package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;

/**
 * Whose history a database has. It says so in the farm's row, where a farm has its own name and number. Stateless.
 */
final class HistoryOwner {
    private static final String PREFIX = "history of ";

    private HistoryOwner() {}

    /**
     * Lets only the history of this farm be written there; an empty database becomes that.
     *
     * @throws SQLException when it is a farm of its own, or the history of another one
     */
    static void check(Connection farm, Connection history, Statements statements) throws SQLException {
        FarmTable table = new FarmTable("");
        List<FarmRow> own = table.all(farm);
        List<FarmRow> there = table.all(history);
        if (own.isEmpty()) {
            throw new SQLException("the farm's own database has no farm yet");
        }
        String name = PREFIX + own.getFirst().farmId();
        if (there.isEmpty()) {
            table.upsert(statements, List.of(FarmRows.empty(name).farm()));
        } else if (!there.getFirst().farmId().equals(name)) {
            throw new SQLException("history.url names a database of something else: it has '"
                    + there.getFirst().farmId() + "' in its table farm, not '" + name + "'");
        }
    }

    /** Says what is wrong with a database as that of a farm; null for nothing. */
    static @Nullable String findObjection(FarmRow row) {
        return row.farmId().startsWith(PREFIX)
                ? "it has the " + row.farmId() + "; a dispatcher takes it as history.url, not as database.url"
                : null;
    }
}
