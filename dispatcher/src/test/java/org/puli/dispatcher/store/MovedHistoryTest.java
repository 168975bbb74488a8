package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.view.Status;
import org.puli.dispatcher.loop.ArchivedJob;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.stats.AttemptQueries;
import org.puli.dispatcher.stats.SqlReader;
import org.puli.dispatcher.store.SomeFarms.Kind;
import org.puli.farm.request.ListCommands;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.MarkRow;

/** What belongs to jobs that have left memory goes to a database of its own, and is found there. */
class MovedHistoryTest {
    private static final long FRAMES = SqlArchiveContract.FRAMES;
    private static final long DAY = SqlArchiveContract.DAY;
    private static final long NOW = SqlArchiveContract.NOW;
    private static final JobId ONE = new JobId(1);
    private static final CommandId FIRST = new CommandId(10_000);

    @TempDir
    @Nullable
    Path folder;

    private @Nullable Database farm;
    private @Nullable Database history;
    private @Nullable SqlFarmStore store;
    private String farmId = "";

    private Database farm() {
        return Objects.requireNonNull(farm);
    }

    private Database history() {
        return Objects.requireNonNull(history);
    }

    private SqlFarmStore store() {
        return Objects.requireNonNull(store);
    }

    private void use(Kind ofFarm, Kind ofHistory) throws Exception {
        make(ofFarm, ofHistory);
        open();
    }

    private void make(Kind ofFarm, Kind ofHistory) throws Exception {
        Path root = Objects.requireNonNull(folder);
        farm = SomeFarms.reach(ofFarm.create(root));
        history = SomeFarms.reach(ofHistory.create(root));
    }

    private void open() {
        SqlFarmStore opened = SqlFarmStore.open(farm(), history());
        farmId = opened.load().farm().farmId();
        store = opened;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    /** Two jobs, of which the first one leaves memory. */
    private void archive() {
        JobRow one = SqlArchiveContract.job(1, Status.DONE, NOW - 100 * DAY);
        JobRow two = SqlArchiveContract.job(2, Status.DONE, NOW - 100 * DAY);
        store().commit(SqlArchiveContract.submitted(SqlArchiveContract.farm(farmId, 1), one));
        store().commit(SqlArchiveContract.submitted(SqlArchiveContract.farm(farmId, 2), two));
        store().commit(SqlArchiveContract.archiving(
                SqlArchiveContract.farm(farmId, 3), List.of(SqlArchiveContract.archived(one)), List.of()));
    }

    private void mark(long batch, long deletedAt) {
        store().commit(SqlArchiveContract.archiving(
                SqlArchiveContract.farm(farmId, batch), List.of(), List.of(new MarkRow(1, deletedAt))));
    }

    private static long count(Database database, String from) throws SQLException {
        try (Connection other = database.connectToRead();
                Statement statement = other.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + from)) {
            return result.next() ? result.getLong(1) : -1;
        }
    }

    private void awaitPlace(HistoryPlace place, Retention retention, long now) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            store().sweep(retention, now);
            return count(farm(), "job_history WHERE place = " + place.stored()) == 1;
        });
    }

    private AttemptQueries attempts() {
        boolean hasTrays = farm().dialect() == Dialect.SQLITE;
        return new AttemptQueries(
                new SqlReader(farm()::connectToRead, hasTrays),
                new SqlReader(history()::connectToRead, history().dialect() == Dialect.SQLITE));
    }

    private void assertFound() throws Exception {
        try (SqlJobArchive archive = new SqlJobArchive(farm(), history())) {
            ArchivedJob job = Objects.requireNonNull(archive.find(ONE));
            assertThat(job.ask(new ListCommands(ONE, "t", Status.DONE, FRAMES - 1, 10))
                            .items())
                    .hasSize(1);
            assertThat(SqlArchiveContract.numbers(archive.page(SqlArchiveContract.all(false))))
                    .containsExactly(1L);
            assertThat(archive.findJob(FIRST)).isEqualTo(ONE);
            assertThat(archive.findJob("key-1")).isEqualTo(ONE);
        }
        assertThat(attempts().page(FIRST, 0, 10).items()).hasSize(1);
        assertThat(attempts().page(new CommandId(20_000), 0, 10).items())
                .as("of a job in memory")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"SQLITE,SQLITE", "SQLITE,POSTGRESQL", "POSTGRESQL,MARIADB", "MARIADB,SQLITE"})
    void whatBelongsToAJobMovesAndIsFoundAllTheTime(Kind ofFarm, Kind ofHistory) throws Exception {
        use(ofFarm, ofHistory);
        archive();
        assertFound();
        awaitPlace(HistoryPlace.BOTH, Retention.FOR_EVER, NOW);
        assertFound();
        awaitPlace(HistoryPlace.THERE, Retention.FOR_EVER, NOW);
        assertFound();
        assertThat(count(farm(), "command")).as("those of the other job").isEqualTo(FRAMES);
        assertThat(count(farm(), "attempt")).isEqualTo(FRAMES);
        assertThat(count(farm(), "task")).isEqualTo(1);
        assertThat(count(history(), "command")).isEqualTo(FRAMES);
        assertThat(count(history(), "attempt")).isEqualTo(FRAMES);
        assertThat(count(history(), "job_history")).isEqualTo(1);
        store().close();
        open();
        assertThat(store().load().commands()).hasSize((int) FRAMES).allMatch(row -> row.jobId() == 2);
        assertFound();
    }

    @ParameterizedTest
    @CsvSource({"SQLITE,SQLITE", "POSTGRESQL,MARIADB"})
    void whatIsDeletedGoesThereTooAfterItsDay(Kind ofFarm, Kind ofHistory) throws Exception {
        use(ofFarm, ofHistory);
        archive();
        awaitPlace(HistoryPlace.THERE, Retention.FOR_EVER, NOW);
        mark(4, NOW);
        store().sweep(Retention.FOR_EVER, NOW + DAY - 1);
        mark(5, 0);
        mark(6, NOW);
        assertThat(count(history(), "command"))
                .as("there is a day to think better of it")
                .isEqualTo(FRAMES);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            store().sweep(Retention.FOR_EVER, NOW + DAY);
            return count(farm(), "job_history") == 0;
        });
        assertThat(count(history(), "job_history")).isZero();
        assertThat(count(history(), "command")).isZero();
        assertThat(count(history(), "task")).isZero();
        assertThat(count(farm(), "command")).isEqualTo(FRAMES);
        try (SqlJobArchive archive = new SqlJobArchive(farm(), history())) {
            assertThat(archive.find(ONE)).isNull();
        }
    }

    @Test
    void aJobThatWasCopiedWhenTheDispatcherDiedIsCopiedOnceMoreAndThereOnce() throws Exception {
        use(Kind.SQLITE, Kind.SQLITE);
        archive();
        store().sweep(Retention.FOR_EVER, NOW);
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> count(history(), "job_history") == 1);
        store().close();
        assertThat(count(farm(), "job_history WHERE place = 1"))
                .as("nobody heard that it was copied")
                .isEqualTo(1);
        open();
        awaitPlace(HistoryPlace.THERE, Retention.FOR_EVER, NOW);
        assertFound();
        assertThat(count(history(), "attempt")).isEqualTo(FRAMES);
    }

    @Test
    void whileTheHistorysDatabaseIsAwayJobsStayAndAreFound() throws Exception {
        use(Kind.SQLITE, Kind.SQLITE);
        store().close();
        Path noFolder = Files.createFile(Objects.requireNonNull(folder).resolve("file"));
        store = SqlFarmStore.open(farm(), new SqliteFile(noFolder.resolve("history.db")));
        store().load();
        archive();
        awaitPlace(HistoryPlace.READY, Retention.FOR_EVER, NOW);
        assertFound();
        store().close();
        open();
        awaitPlace(HistoryPlace.THERE, Retention.FOR_EVER, NOW);
        assertFound();
    }

    /** A site's own rule, say: one job's task is refused in the history's database. */
    private void rule(boolean isRuled) throws SQLException {
        boolean isFile = history().dialect() == Dialect.SQLITE;
        String set = isFile
                ? "CREATE TRIGGER ruled BEFORE INSERT ON task WHEN new.job_id = 1"
                        + " BEGIN SELECT RAISE(ABORT, 'not this one'); END"
                : "ALTER TABLE task ADD CONSTRAINT ruled CHECK (job_id <> 1)";
        String lifted = isFile ? "DROP TRIGGER ruled" : "ALTER TABLE task DROP CONSTRAINT ruled";
        try (Connection other = history().connect();
                Statement statement = other.createStatement()) {
            statement.execute(isRuled ? set : lifted);
            other.commit();
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE,SQLITE", "SQLITE,POSTGRESQL", "POSTGRESQL,MARIADB"})
    void aJobThatTheHistorysDatabaseRefusesStaysAndKeepsNoOtherFromGoing(Kind ofFarm, Kind ofHistory) throws Exception {
        make(ofFarm, ofHistory);
        history().migrate();
        rule(true);
        open();
        archive();
        store().commit(SqlArchiveContract.archiving(
                SqlArchiveContract.farm(farmId, 4),
                List.of(SqlArchiveContract.archived(SqlArchiveContract.job(2, Status.DONE, NOW - 100 * DAY))),
                List.of()));
        awaitPlace(HistoryPlace.THERE, Retention.FOR_EVER, NOW);
        assertThat(count(farm(), "job_history WHERE place = 1 AND job_id = 1")).isEqualTo(1);
        try (SqlJobArchive archive = new SqlJobArchive(farm(), history())) {
            assertThat(Objects.requireNonNull(archive.find(ONE))
                            .ask(new ListCommands(ONE, "t", Status.DONE, FRAMES - 1, 10))
                            .items())
                    .hasSize(1);
        }
        rule(false);
        store().close();
        open();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            store().sweep(Retention.FOR_EVER, NOW);
            return count(farm(), "job_history WHERE place = 3") == 2;
        });
        assertThat(count(history(), "command")).isEqualTo(2 * FRAMES);
    }

    @Test
    void withoutItsUrlTheJobsCommandsAreSaidToBeElsewhere() throws Exception {
        use(Kind.SQLITE, Kind.SQLITE);
        archive();
        awaitPlace(HistoryPlace.THERE, Retention.FOR_EVER, NOW);
        try (SqlJobArchive archive = new SqlJobArchive(farm())) {
            assertThat(SqlArchiveContract.numbers(archive.page(SqlArchiveContract.all(false))))
                    .containsExactly(1L);
            assertThatThrownBy(() -> archive.find(ONE))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining("history.url");
        }
    }

    @Test
    void theHistoryOfAFarmIsNoFarmAndNotThatOfAnother() throws Exception {
        use(Kind.SQLITE, Kind.SQLITE);
        archive();
        awaitPlace(HistoryPlace.THERE, Retention.FOR_EVER, NOW);
        try (SqlFarmStore wrong = SqlFarmStore.open(history())) {
            assertThatThrownBy(wrong::load)
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining("as history.url, not as database.url");
        }
        store().close();
        farm = SomeFarms.reach(Kind.SQLITE.create(Objects.requireNonNull(folder)));
        open();
        archive();
        awaitPlace(HistoryPlace.READY, Retention.FOR_EVER, NOW);
        store().close();
        assertThat(count(history(), "job_history")).as("that of the first farm").isEqualTo(1);
        assertThat(count(farm(), "job_history WHERE place = 1")).isEqualTo(1);
    }
}
