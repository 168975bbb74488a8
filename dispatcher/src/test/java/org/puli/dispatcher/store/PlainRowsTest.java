package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.view.Status;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.CommandRow;

/** Rows that say what most say are written with fewer columns bound, and come back as they were. */
class PlainRowsTest {
    private static final CommandTable COMMANDS = new CommandTable();
    private static final AttemptTable ATTEMPTS = new AttemptTable();

    @TempDir
    Path folder;

    private static CommandRow command(
            long id, Status status, long lease, long startedAt, long endedAt, @Nullable Integer exitCode, int losses) {
        return new CommandRow(
                id, 1, status, 3, 0, losses, "w1", lease, 11, startedAt, endedAt, exitCode, null, null, 0, 0, List.of(),
                false, null, null, null, 0);
    }

    private static AttemptRow attempt(
            int number,
            AttemptRow.Outcome outcome,
            @Nullable Integer exitCode,
            @Nullable Integer signal,
            @Nullable String reason,
            Map<String, String> results) {
        return new AttemptRow(
                1, number, 2, "w1", 3, outcome, exitCode, signal, reason, 4, 5, 6, 7, 8, 9, 10, 11, results);
    }

    private static int unbound(CommandRow row) {
        return COMMANDS.writing(row).shape().unbound().cardinality();
    }

    private static int unbound(AttemptRow row) {
        return ATTEMPTS.writing(row).shape().unbound().cardinality();
    }

    private <R> List<R> writtenAndRead(Table<R> table, List<R> rows) throws Exception {
        SqliteFile file = new SqliteFile(folder.resolve("farm.db"));
        file.migrate();
        try (Connection connection = file.connect()) {
            table.upsert(new Statements(connection, Dialect.SQLITE), rows);
            return table.all(connection);
        }
    }

    @Test
    void commandsBindWhatTheirStatusDoesNotSay() throws Exception {
        List<CommandRow> done = List.of(
                command(1, Status.DONE, 0, 12, 13, 0, 0),
                command(2, Status.DONE, 5, 12, 13, 0, 0),
                command(3, Status.DONE, 0, 12, 13, 1, 0),
                command(4, Status.DONE, 0, 12, 13, null, 0),
                command(5, Status.DONE, 0, 12, 13, 0, 1));
        assertThat(done).extracting(PlainRowsTest::unbound).containsExactly(15, 12, 12, 12, 0);
        List<CommandRow> running = List.of(
                command(6, Status.RUNNING, 5, 12, 0, null, 0),
                command(7, Status.RUNNING, 5, 12, 13, null, 0),
                command(8, Status.RUNNING, 5, 12, 0, 0, 0),
                command(9, Status.RUNNING, 5, 12, 0, null, 1));
        assertThat(running).extracting(PlainRowsTest::unbound).containsExactly(15, 12, 12, 0);
        List<CommandRow> assigned = List.of(
                command(10, Status.ASSIGNED, 5, 0, 0, null, 0),
                command(11, Status.ASSIGNED, 5, 12, 0, null, 0),
                command(12, Status.READY, 5, 0, 0, null, 0));
        assertThat(assigned).extracting(PlainRowsTest::unbound).containsExactly(16, 12, 12);
        assertThat(writtenAndRead(COMMANDS, done)).isEqualTo(done);
        assertThat(writtenAndRead(COMMANDS, running)).isEqualTo(running);
        assertThat(writtenAndRead(COMMANDS, assigned)).isEqualTo(assigned);
    }

    @Test
    void attemptsThatEndedWellBindNoOutcome() throws Exception {
        List<AttemptRow> rows = List.of(
                attempt(1, AttemptRow.Outcome.DONE, 0, null, null, Map.of()),
                attempt(2, AttemptRow.Outcome.FAILED, 0, null, null, Map.of()),
                attempt(3, AttemptRow.Outcome.DONE, 1, null, null, Map.of()),
                attempt(4, AttemptRow.Outcome.DONE, null, null, null, Map.of()),
                attempt(5, AttemptRow.Outcome.DONE, 0, 9, null, Map.of()),
                attempt(6, AttemptRow.Outcome.DONE, 0, null, "why", Map.of()),
                attempt(7, AttemptRow.Outcome.DONE, 0, null, null, Map.of("frames", "3")));
        assertThat(rows).extracting(PlainRowsTest::unbound).containsExactly(5, 0, 0, 0, 0, 0, 0);
        assertThat(writtenAndRead(ATTEMPTS, rows)).isEqualTo(rows);
    }
}
