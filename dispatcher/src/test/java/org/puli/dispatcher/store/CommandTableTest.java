package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.view.Status;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRow;

/** A start reads half of the columns of a command that just ended well, and all of any other. */
class CommandTableTest {
    private final CommandTable table = new CommandTable();

    @TempDir
    @Nullable
    Path folder;

    /** Such as nearly all are, but for what is said. */
    private static CommandRow row(long id, Status status, @Nullable Integer exitCode, int odd) {
        return new CommandRow(
                id,
                1,
                status,
                3,
                odd == 1 ? 1 : 0,
                odd == 2 ? 1 : 0,
                "w1",
                odd == 3 ? 1 : 0,
                11,
                12,
                13,
                exitCode,
                odd == 4 ? "why" : null,
                odd == 5 ? FarmStoreContract.command(status, 0, null).held() : null,
                odd == 6 ? 1 : 0,
                odd == 7 ? 1 : 0,
                odd == 8 ? List.of("w2") : List.of(),
                odd == 9,
                odd == 10 ? "default" : null,
                odd == 11 ? "film" : null,
                odd == 12 ? "1-4" : null,
                odd == 13 ? 1 : 0);
    }

    private static List<CommandRow> rows() {
        List<CommandRow> rows = new ArrayList<>();
        rows.add(row(0, Status.DONE, 0, 0));
        for (int odd = 1; odd <= 13; odd++) {
            rows.add(row(odd, Status.DONE, 0, odd));
        }
        rows.add(row(14, Status.DONE, null, 0));
        rows.add(row(15, Status.DONE, 1, 0));
        rows.add(row(16, Status.SKIPPED, 0, 0));
        return rows;
    }

    private List<Long> plain(Connection connection) throws SQLException {
        List<Long> plain = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(table.shape().selectSql())) {
            while (result.next()) {
                if (!result.getBoolean(Shape.RARE)) {
                    plain.add(result.getLong("command_id"));
                }
            }
        }
        return plain;
    }

    @Test
    void whatJustEndedWellIsToldFromAllElseAndAllComesBack() throws SQLException {
        SqliteFile file = new SqliteFile(Path.of(String.valueOf(folder), "farm.db"));
        try (SqlFarmStore store = SqlFarmStore.open(file)) {
            FarmRow farm = SqlArchiveContract.farm(store.load().farm().farmId(), 1);
            store.commit(SomeFarms.batch(farm, rows(), List.of()));
        }
        try (Connection connection = file.connectToRead()) {
            assertThat(plain(connection)).containsExactly(0L);
            assertThat(table.all(connection)).isEqualTo(rows());
        }
    }
}
