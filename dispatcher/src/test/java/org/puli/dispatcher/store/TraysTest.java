package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.view.AttemptView;
import org.puli.api.view.Status;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.stats.AttemptQueries;
import org.puli.dispatcher.stats.SqlReader;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;

/** Scattered rows lie in trays first, and nobody who reads can tell. */
class TraysTest {
    private static final TraySize SMALL = new TraySize(30, 4, 1);

    /** Commands of so many jobs, each with a page of its own. */
    private static final long JOBS = 10;

    private static final long COMMANDS_OF_A_JOB = 1_000;

    @TempDir
    @Nullable
    Path folder;

    private SqlFarmStore store;
    private long batchNumber;

    @BeforeEach
    void open() throws SQLException {
        store = SqlFarmStore.open(file(), SMALL);
        store.load();
        insertJobs();
    }

    private Path file() {
        return folder.resolve("farm.db");
    }

    /** As after kill -9: nothing is closed. */
    private FarmRows loadedAfterCrash() {
        store = SqlFarmStore.open(file(), SMALL);
        return store.load();
    }

    private static CommandRow row(long job, long index, int tries) {
        CommandRow like = FarmStoreContract.command(Status.DONE, 0, null);
        return new CommandRow(
                job * COMMANDS_OF_A_JOB + index,
                job,
                like.status(),
                tries,
                0,
                0,
                "w1",
                0,
                1,
                2,
                3,
                0,
                null,
                null,
                0,
                0,
                List.of(),
                false,
                null,
                null,
                "1-3",
                0);
    }

    private static AttemptRow attempt(CommandRow row) {
        return new AttemptRow(
                row.commandId(),
                row.attempt(),
                row.jobId(),
                "w" + row.commandId(),
                7,
                AttemptRow.Outcome.DONE,
                0,
                null,
                null,
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                1_000);
    }

    private void commit(List<CommandRow> commands, List<Long> deletedJobs) {
        store.commit(new RowBatch(
                new FarmRow("trays", 1, ++batchNumber, 1, 1, 1, 1, 1, 1, 0),
                List.of(),
                List.of(),
                List.of(),
                commands,
                commands.stream().map(TraysTest::attempt).toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                deletedJobs,
                List.of(),
                List.of(),
                List.of()));
    }

    private static List<CommandRow> oneOfEachJob(long index, int tries) {
        List<CommandRow> rows = new ArrayList<>(LongStream.rangeClosed(1, JOBS)
                .mapToObj(job -> row(job, index, tries))
                .toList());
        Collections.reverse(rows);
        return rows;
    }

    private void insertJobs() throws SQLException {
        store.close();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            for (long job = 1; job <= JOBS; job++) {
                statement.execute(
                        "INSERT INTO job (job_id, name, owner, user_name, pool, priority, weight, max_workers,"
                                + " paused, status, first_task, first_command, command_count, start_mark, submitted_at,"
                                + " started_at, ended_at) VALUES (" + job
                                + ", 'j', 'ada', 'ada', 'default', 50, 1, 0, FALSE,"
                                + " 'READY', " + job + ", " + job * COMMANDS_OF_A_JOB + ", " + COMMANDS_OF_A_JOB
                                + ", 0, 1, 0, 0)");
            }
        }
    }

    private long count(String from) throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + from)) {
            return result.getLong(1);
        }
    }

    private long inTrays() throws SQLException {
        return count("command_tray_a") + count("command_tray_b") + count("attempt_tray_a") + count("attempt_tray_b");
    }

    @Test
    void scatteredRowsLieInATrayAndAreReadFromIt() throws Exception {
        commit(oneOfEachJob(0, 1), List.of());
        assertThat(count("command")).isZero();
        assertThat(count("command_tray_a")).isEqualTo(JOBS);
        assertThat(loadedAfterCrash().commands())
                .containsExactlyElementsOf(oneOfEachJob(0, 1).reversed());
        assertThat(store.history()).hasSize((int) JOBS);
    }

    @Test
    void fewRowsAndNeighboursGoWhereTheyBelong() throws Exception {
        commit(oneOfEachJob(0, 1).subList(0, 3), List.of());
        commit(LongStream.range(0, 20).mapToObj(i -> row(20, i, 1)).toList(), List.of());
        assertThat(inTrays()).isZero();
        assertThat(count("command")).isEqualTo(23);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 7, 20})
    void theNewestRowCountsWhateverWasFiledMeanwhile(int rounds) throws Exception {
        for (int i = 1; i <= rounds; i++) {
            commit(oneOfEachJob(i % 2, i), List.of());
        }
        List<CommandRow> rows = loadedAfterCrash().commands();
        assertThat(rows)
                .hasSize((int) JOBS * Math.min(rounds, 2))
                .isSortedAccordingTo((a, b) -> Long.compare(a.commandId(), b.commandId()));
        assertThat(rows).allMatch(row -> row.attempt() == (row.commandId() % 2 == rounds % 2 ? rounds : rounds - 1));
        assertThat(store.history()).hasSize((int) JOBS * rounds);
    }

    @Test
    void aSingleRowOfACommandThatLiesInATrayIsNewerThanIt() throws Exception {
        commit(oneOfEachJob(0, 1), List.of());
        commit(List.of(row(3, 0, 2)), List.of());
        assertThat(loadedAfterCrash().commands())
                .filteredOn(row -> row.jobId() == 3)
                .containsExactly(row(3, 0, 2));
        commit(List.of(), List.of());
        commit(List.of(), List.of());
        assertThat(loadedAfterCrash().commands())
                .filteredOn(row -> row.jobId() == 3)
                .containsExactly(row(3, 0, 2));
    }

    @Test
    void quietTimesFileEverything() throws Exception {
        for (int i = 1; i <= 8; i++) {
            commit(oneOfEachJob(i, 1), List.of());
        }
        for (int i = 0; i < 4; i++) {
            commit(List.of(), List.of());
        }
        assertThat(inTrays()).isZero();
        assertThat(count("command")).isEqualTo(8 * JOBS);
        assertThat(count("attempt")).isEqualTo(8 * JOBS);
    }

    @Test
    void aSmallBatchAmidstLargeOnesIsNoQuietTime() throws Exception {
        store = SqlFarmStore.open(file(), new TraySize(30, 4, 3));
        store.load();
        for (int i = 1; i <= 2; i++) {
            commit(oneOfEachJob(i, 1), List.of());
            commit(List.of(row(3, i, 2)), List.of());
            commit(List.of(row(4, i, 2)), List.of());
        }
        assertThat(count("command")).as("two in a row are not three").isZero();
        commit(List.of(row(5, 1, 2)), List.of());
        assertThat(inTrays()).isZero();
        assertThat(count("command")).isEqualTo(2 * JOBS);
    }

    @Test
    void aCrashAmidstFilingFilesTheRestLater() throws Exception {
        for (int i = 1; i <= 4; i++) {
            commit(oneOfEachJob(i, 1), List.of());
        }
        assertThat(count("command")).as("begun").isBetween(1L, 4 * JOBS - 1);
        assertThat(loadedAfterCrash().commands()).hasSize(4 * (int) JOBS);
        for (int i = 0; i < 4; i++) {
            commit(List.of(), List.of());
        }
        assertThat(inTrays()).isZero();
        assertThat(loadedAfterCrash().commands()).hasSize(4 * (int) JOBS);
        assertThat(store.history()).hasSize(4 * (int) JOBS);
    }

    @Test
    void historyIsReadFromTraysAndNothingTwice() throws Exception {
        for (int i = 1; i <= 4; i++) {
            commit(oneOfEachJob(0, i), List.of());
        }
        try (SqlReader reader = new SqlReader(new SqliteFile(file())::connectToRead, true)) {
            AttemptQueries queries = new AttemptQueries(reader);
            for (long job = 1; job <= JOBS; job++) {
                CommandId command = new CommandId(job * COMMANDS_OF_A_JOB);
                var page = queries.page(command, 1, 2);
                assertThat(page.total()).isEqualTo(4);
                assertThat(page.items()).extracting(AttemptView::attempt).containsExactly(2, 3);
                assertThat(queries.findWorker(new AttemptRef(command, 4)))
                        .isEqualTo(new WorkerName("w" + command.value()));
            }
        }
    }

    @Test
    void deletedJobsLeaveTheTraysAndTheirHistoryStays() throws Exception {
        for (int i = 1; i <= 4; i++) {
            commit(oneOfEachJob(i, 1), List.of());
        }
        commit(List.of(), List.of(2L, 5L));
        assertThat(loadedAfterCrash().commands()).hasSize(4 * 8).noneMatch(row -> row.jobId() == 2 || row.jobId() == 5);
        assertThat(store.history()).hasSize(4 * (int) JOBS);
        for (int i = 0; i < 4; i++) {
            commit(List.of(), List.of());
        }
        assertThat(inTrays()).isZero();
        assertThat(loadedAfterCrash().commands()).hasSize(4 * 8);
    }

    @Test
    void whatAFailureTookBackIsNotTakenForWritten() throws Exception {
        commit(oneOfEachJob(1, 1), List.of());
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("ALTER TABLE farm RENAME TO gone");
            List<CommandRow> rows = oneOfEachJob(2, 1);
            assertThatThrownBy(() -> commit(rows, List.of())).isInstanceOf(StoreFailure.class);
            statement.execute("ALTER TABLE gone RENAME TO farm");
        }
        batchNumber--;
        commit(oneOfEachJob(3, 1), List.of());
        assertThat(store.load().commands()).hasSize(2 * (int) JOBS).noneMatch(row -> row.commandId() % 10 == 2);
    }

    @ParameterizedTest
    @CsvSource({"job", "command", "attempt"})
    void aTraysColumnsAreThoseOfItsTable(String table) throws Exception {
        for (String tray : List.of("_tray_a", "_tray_b")) {
            assertThat(columns(table + tray))
                    .as("a migration that adds a column to %s adds it to %s%s too", table, table, tray)
                    .isEqualTo(columns(table));
        }
    }

    private List<String> columns(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                ResultSet result = other.getMetaData().getColumns(null, null, table, null)) {
            while (result.next()) {
                columns.add(result.getString("COLUMN_NAME"));
            }
        }
        return columns;
    }
}
