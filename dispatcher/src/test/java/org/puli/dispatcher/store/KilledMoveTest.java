package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.JobId;
import org.puli.api.view.Status;
import org.puli.dispatcher.loop.ArchivedJob;
import org.puli.farm.request.ListCommands;
import org.puli.farm.row.JobRow;

/** Who moves the history is killed again and again ({@code kill -9}), and all of it is found each time, once. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledMoveTest {
    private static final int JOBS = 24;
    private static final long FRAMES = SqlArchiveContract.FRAMES;
    private static final int MOST_LIVES = 200;
    private static final int LOOKED_AT = 4;

    @TempDir
    @Nullable
    Path folder;

    private final SplittableRandom random = new SplittableRandom();

    private Path file(String name) {
        return Objects.requireNonNull(folder).resolve(name);
    }

    private Database farm() {
        return new SqliteFile(file("farm.db"));
    }

    private Database history() {
        return new SqliteFile(file("history.db"));
    }

    private static long count(Database database, String from) throws SQLException {
        try (Connection other = database.connectToRead();
                Statement statement = other.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + from)) {
            return result.next() ? result.getLong(1) : -1;
        }
    }

    private void archive() {
        try (SqlFarmStore store = SqlFarmStore.open(farm())) {
            String id = store.load().farm().farmId();
            long batch = 0;
            for (long number = 1; number <= JOBS; number++) {
                JobRow job = SqlArchiveContract.job(number, Status.DONE, SqlArchiveContract.NOW);
                store.commit(SqlArchiveContract.submitted(SqlArchiveContract.farm(id, ++batch), job));
                store.commit(SqlArchiveContract.archiving(
                        SqlArchiveContract.farm(id, ++batch), List.of(SqlArchiveContract.archived(job)), List.of()));
            }
        }
    }

    private boolean isThrough() throws SQLException {
        return count(farm(), "job_history WHERE place = 3") == JOBS;
    }

    /** Ends at a random moment after one of its next steps, of which there may be fewer than it was given. */
    private void live() throws IOException, InterruptedException, SQLException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HistoryMoves.class.getName(),
                        file("farm.db").toString(),
                        file("history.db").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader()) {
            int steps = random.nextInt(1, 7);
            while (steps > 0) {
                String line = Objects.requireNonNull(said.readLine(), "it ended by itself");
                steps = line.equals("a rest") && isThrough() ? 0 : steps - (line.equals("a step") ? 1 : 0);
            }
            long until = System.nanoTime() + random.nextLong(20_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void assertFound(long number) {
        JobId job = new JobId(number);
        try (SqlJobArchive archive = new SqlJobArchive(farm(), history())) {
            ArchivedJob found = Objects.requireNonNull(archive.find(job));
            assertThat(found.ask(new ListCommands(job, "t", Status.DONE, 0, 1)).total())
                    .isEqualTo(FRAMES);
        }
    }

    @Test
    void whateverMomentItIsKilledAtNothingIsLostAndNothingIsThereTwice() throws Exception {
        archive();
        int lives = 0;
        while (!isThrough()) {
            assertThat(++lives).as("lives that were too short for anything").isLessThan(MOST_LIVES);
            live();
            for (int i = 0; i < LOOKED_AT; i++) {
                assertFound(random.nextLong(1, JOBS + 1));
            }
        }
        for (long number = 1; number <= JOBS; number++) {
            assertFound(number);
        }
        assertThat(count(history(), "command")).isEqualTo(JOBS * FRAMES);
        assertThat(count(history(), "attempt")).isEqualTo(JOBS * FRAMES);
        assertThat(count(history(), "task")).isEqualTo(JOBS);
        assertThat(count(farm(), "command")).isZero();
        assertThat(count(farm(), "attempt")).isZero();
        assertThat(lives).as("it was killed more than once").isGreaterThan(2);
    }
}
