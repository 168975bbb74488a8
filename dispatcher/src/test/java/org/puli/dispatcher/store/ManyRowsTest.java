package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.view.Status;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRow;

/** Many rows are written by one statement, and the last few by themselves: all are there, and the newest count. */
class ManyRowsTest {
    @TempDir
    Path folder;

    private SqliteFile file;
    private SqlFarmStore store;
    private FarmRow farm;

    @BeforeEach
    void open() {
        file = new SqliteFile(folder.resolve("farm.db"));
        store = SqlFarmStore.open(file);
        farm = store.load().farm();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Every third one with something special to tell, so that there are two ways of writing them. */
    private static List<CommandRow> rows(int count, long apart, int attempt) {
        return LongStream.range(0, count)
                .mapToObj(i -> row(i * apart, attempt, i % 3 == 0 ? attempt : 0))
                .toList();
    }

    private static CommandRow row(long id, int attempt, int failures) {
        return new CommandRow(
                id,
                1,
                id % 2 == 0 ? Status.DONE : Status.RUNNING,
                attempt,
                failures,
                0,
                "w" + id,
                0,
                1,
                2,
                3,
                null,
                failures == 0 ? null : "why",
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

    private void commit(long batch, List<CommandRow> rows) {
        store.commit(SomeFarms.batch(SqlArchiveContract.farm(farm.farmId(), batch), rows, List.of()));
    }

    private List<CommandRow> stored() throws Exception {
        TrayedTable<Long, CommandRow> commands = new TrayedTable<>(
                CommandTable.NAME,
                new CommandTable(),
                new TrayedTable.Keys<>(CommandRow::commandId, CommandRow::commandId, 1, CommandRow::jobId),
                TraySize.DEFAULT);
        try (var connection = file.connectToRead()) {
            commands.open(connection);
            return commands.all(connection);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "15, 1", "16, 1", "17, 1", "95, 1", "96, 1", "97, 1", "200, 1", "200, 1000"})
    void allAreThereAndAreWrittenOver(int count, long apart) throws Exception {
        commit(1, rows(count, apart, 1));
        assertThat(stored()).isEqualTo(rows(count, apart, 1));
        commit(2, rows(count, apart, 2));
        assertThat(stored()).isEqualTo(rows(count, apart, 2));
    }

    @Test
    void someAreNewAndSomeAreKnown() throws Exception {
        commit(1, rows(60, 2, 1));
        commit(2, rows(80, 1, 2));
        assertThat(stored()).hasSize(100).startsWith(rows(80, 1, 2).toArray(CommandRow[]::new));
        assertThat(stored().subList(80, 100)).isEqualTo(rows(60, 2, 1).subList(40, 60));
    }

    @Test
    void oneStatementIsForManyRowsWhereTheDriverDoesNotGatherThem() {
        Shape shape = Shape.of("t", List.of("a"), "b", "c").fixing(Map.of("b", "7"));
        assertThat(shape.insertSql(2)).isEqualTo("INSERT INTO t (a, b, c) VALUES (?, 7, ?), (?, 7, ?)");
        assertThat(Dialect.SQLITE.upsertSql(shape, 2))
                .isEqualTo("INSERT INTO t (a, b, c) VALUES (?, 7, ?), (?, 7, ?)"
                        + " ON CONFLICT (a) DO UPDATE SET b = excluded.b, c = excluded.c");
        assertThat(Dialect.SQLITE.rowsOfAStatement()).isGreaterThan(1);
        assertThat(Dialect.POSTGRESQL.rowsOfAStatement()).isEqualTo(1);
        assertThat(Dialect.MARIADB.rowsOfAStatement()).isEqualTo(1);
    }
}
