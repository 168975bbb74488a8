package org.puli.dispatcher.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.json.Json;
import org.puli.dispatcher.Dispatcher;
import org.puli.dispatcher.DispatcherConfig;
import org.puli.dispatcher.RawHttp;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.farm.decide.Rules;
import tools.jackson.core.type.TypeReference;

/** The verbs as they are typed, on a farm that a real dispatcher made. */
class DatabaseVerbsTest {
    @TempDir
    @Nullable
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aFarmWithTwoJobs() throws Exception {
        try (Dispatcher dispatcher = dispatcher()) {
            submit(dispatcher.port(), "one");
            submit(dispatcher.port(), "two \\ud83c\\udfac");
        }
    }

    private Dispatcher dispatcher() throws Exception {
        return new Dispatcher(
                new DispatcherConfig("127.0.0.1", 0, folder, folder.resolve("farm.db"), Rules.DEFAULT, false),
                () -> {});
    }

    private static void submit(int port, String name) throws Exception {
        String body = """
                {"name": "%s", "owner": "ada", "tasks": [{"name": "t", "command": ["true"], "frames": "1-3"}]}
                """.formatted(name);
        String answer = RawHttp.send(
                port,
                String.join(
                        "\r\n",
                        "POST /api/v1/jobs HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: application/json",
                        "Connection: close",
                        "Content-Length: " + body.length(),
                        "",
                        body));
        assertThat(RawHttp.status(answer)).as(answer).isEqualTo(201);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] line = new String[arguments.length + 2];
        line[0] = arguments[0];
        line[1] = "--data=" + folder;
        System.arraycopy(arguments, 1, line, 2, arguments.length - 1);
        line[line.length - 1] = "--config=" + config();
        return DatabaseVerbs.run("test", new PrintWriter(out), new PrintWriter(err), line);
    }

    private Path config() {
        Path file = folder.resolve("puli.yaml");
        try {
            return Files.writeString(file, "# nothing\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String sql(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("farm.db"));
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet result = statement.getResultSet()) {
                return result.next() ? result.getString(1) : "";
            }
        }
    }

    @Test
    void aSoundFarmIsSaidToBeSound() {
        assertThat(run("check")).as(out + "" + err).isZero();
        assertThat(out.toString())
                .contains("SQLite 3.", "synchronous full", "integrity_check found nothing", "its owner only")
                .contains("next job 3", "2 jobs", "load as they were stored")
                .containsPattern("table +job +2 rows")
                .doesNotContain("problem");
    }

    @Test
    void aCheckMayRunBesideTheDispatcherAndAnswersInJson() throws Exception {
        try (Dispatcher dispatcher = dispatcher()) {
            assertThat(run("check", "--quick", "--output", "json")).isZero();
            assertThat(run("clean", "--all", "--yes")).isEqualTo(4);
            assertThat(err.toString()).contains("another dispatcher", "already runs", "stop it");
            assertThat(run("restore", "x", "--replace")).isEqualTo(4);
            assertThat(run("migrate")).isEqualTo(4);
            assertThat(run("backup", folder.resolve("b.db").toString())).isZero();
            assertThat(run("check", "--output", "json")).isZero();
            submit(dispatcher.port(), "three");
        }
        Map<String, Object> answer = Json.read(out.toString(), new TypeReference<>() {});
        assertThat(answer).containsEntry("sound", true).containsKeys("findings", "tables", "database");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE job_spec SET spec = '{' WHERE job_id = 2|job_spec job_id=2: the stored spec of job 2",
                "UPDATE job SET status = 'GREEN' WHERE job_id = 1|job job_id=1: No enum constant",
                "DELETE FROM job_spec WHERE job_id = 1|job job_id=1: its spec is missing in job_spec",
                "UPDATE farm SET next_job = 2|farm id=1: next_job is 2, but 2 has been given out already",
                "INSERT INTO task VALUES (70, 9, 'READY', NULL, 0)|task task_id=70: there is no job 9",
                "UPDATE pool SET spec = '[]'|pool name=default:"
            })
    void aDamagedRowIsNamedByItsTableAndKey(String damage, String words) throws Exception {
        sql(damage);
        assertThat(run("check")).isEqualTo(1);
        assertThat(out.toString()).contains("problem").contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5|1-3|command command_id=5: job 1 has no command of this number",
                "3|1-2|job_spec job_id=1: it describes 2 commands, but job 1 has 3"
            })
    void aCommandThatItsJobsSpecDoesNotHaveKeepsADispatcherFromStartingInWords(
            long command, String frames, String words) throws Exception {
        sql("UPDATE job_spec SET spec = replace(spec, '1-3', '" + frames + "') WHERE job_id = 1");
        sql("INSERT INTO command (command_id, job_id, status, attempt, failures, losses, lease_id, assigned_at,"
                + " started_at, ended_at) VALUES (" + command + ", 1, 'READY', 1, 0, 0, 0, 0, 0, 0)");
        assertThat(run("check")).isEqualTo(1);
        String misfit =
                "command command_id=" + command + ": job 1, as its spec in job_spec describes it, has no command";
        assertThat(out.toString())
                .contains("problem", words, misfit, "no dispatcher can start", "restore a backup")
                .doesNotContain("Exception");
        assertThatThrownBy(this::dispatcher)
                .isInstanceOf(StoreFailure.class)
                .hasMessageContainingAll("does not fit together", misfit, "puli database check");
    }

    @Test
    void rowsThatWereSetAsideAreSaid() throws Exception {
        sql("INSERT INTO refused_row VALUES ('job', 'job_id=1', 1, 1, 'too long', '{}')");
        assertThat(run("check", "--quick")).isZero();
        assertThat(out.toString()).contains("warning  refused     1 rows were refused");
    }

    @Test
    void pagesThatWereOverwrittenAreFound() throws Exception {
        Path file = folder.resolve("farm.db");
        sql("PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4_096 * 2, 4_096 * 12, (byte) 0x5a);
        Files.write(file, bytes);
        assertThat(run("check")).isEqualTo(1);
        assertThat(out.toString()).containsPattern("problem +(integrity|tables|rows)");
    }

    @Test
    void aMigrationIsShownBeforeItRuns() throws Exception {
        Path old = folder.resolve("old.db");
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + old, null, null)
                .locations("classpath:org/puli/dispatcher/store/db/sqlite")
                .table("schema_history")
                .target("21")
                .load()
                .migrate();
        assertThat(run("migrate", "--dry-run", "--database", "sqlite:old.db")).isZero();
        assertThat(out.toString()).contains("would run 022 leader", "puli database backup");
        assertThat(run("check", "--database", "sqlite:old.db")).isZero();
        assertThat(out.toString()).contains("warning  tables", "version 021");
        assertThat(run("migrate", "--database", "sqlite:old.db")).isZero();
        assertThat(out.toString()).contains("ran 022 leader");
        assertThat(run("migrate", "--dry-run", "--database", "sqlite:old.db")).isZero();
        assertThat(out.toString()).contains("nothing to do");
    }

    @Test
    void aFarmComesBackFromItsBackup() throws Exception {
        Path backup = folder.resolve("backup.db");
        assertThat(run("backup", backup.toString())).isZero();
        try (Dispatcher dispatcher = dispatcher()) {
            submit(dispatcher.port(), "lost");
        }
        assertThat(run("restore", backup.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("--replace");
        assertThat(run("restore", backup.toString(), "--replace")).isZero();
        assertThat(out.toString()).contains("next job is number 1000004", "is now in " + folder);
        try (Dispatcher dispatcher = dispatcher()) {
            assertThat(dispatcher.loadedJobCount()).isEqualTo(2);
            submit(dispatcher.port(), "new");
        }
        assertThat(sql("SELECT max(job_id) FROM job")).isEqualTo("1000004");
        assertThat(run("check")).as(out.toString()).isZero();
    }

    @Test
    void aCopyIsAFarmOfItsOwn() throws Exception {
        assertThat(run("copy", "sqlite:farm.db", "sqlite:other.db")).isZero();
        assertThat(out.toString()).contains("compared row by row").containsPattern("job +2 rows");
        assertThat(run("check", "--database", "sqlite:other.db")).isZero();
        assertThat(run("copy", "sqlite:farm.db", "sqlite:other.db")).isEqualTo(1);
        assertThat(err.toString()).contains("is not empty");
        assertThat(run("copy", "sqlite:farm.db", "sqlite:./farm.db")).isEqualTo(2);
    }

    @Test
    void cleaningAsksAndDeletesWhatItSaid() throws Exception {
        InputStream in = System.in;
        try {
            System.setIn(new ByteArrayInputStream("no\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(run("clean", "--jobs")).isEqualTo(4);
            assertThat(out.toString()).contains("job 2", "job_spec 2");
            assertThat(sql("SELECT count(*) FROM job")).isEqualTo("2");
            System.setIn(new ByteArrayInputStream("yes\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(run("clean", "--jobs")).isZero();
        } finally {
            System.setIn(in);
        }
        assertThat(sql("SELECT count(*) FROM job")).isEqualTo("0");
        assertThat(sql("SELECT count(*) FROM pool")).isNotEqualTo("0");
        assertThat(sql("SELECT verb || ' ' || before_text FROM audit ORDER BY number DESC"))
                .startsWith("clean job 2, job_spec 2");
        try (Dispatcher dispatcher = dispatcher()) {
            assertThat(dispatcher.loadedJobCount()).isZero();
            submit(dispatcher.port(), "next");
        }
        assertThat(sql("SELECT max(job_id) FROM job")).as("no number twice").isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--history", "--all"})
    void cleaningLeavesWhatWasNotNamed(String what) throws Exception {
        String farm = sql("SELECT farm_id FROM farm");
        long audit = Long.parseLong(sql("SELECT next_audit FROM farm"));
        assertThat(run("clean", what, "--yes")).isZero();
        assertThat(sql("SELECT count(*) FROM job")).isEqualTo(what.equals("--all") ? "0" : "2");
        assertThat(sql("SELECT group_concat(number) FROM audit")).isEqualTo(Long.toString(audit));
        assertThat(sql("SELECT farm_id FROM farm").equals(farm)).isEqualTo(!what.equals("--all"));
        try (Dispatcher dispatcher = dispatcher()) {
            submit(dispatcher.port(), "next");
        }
        assertThat(sql("SELECT max(job_id) FROM job")).isEqualTo("3");
        assertThat(run("check")).as(out.toString()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check --database memory|there is no database to work on",
                "check --database oracle:x|expected sqlite:FILE",
                "copy sqlite:a.db postgresql://u:secret@h/d|a URL is seen by everybody",
                "copy memory sqlite:b.db|memory, which has no tables",
                "copy sqlite:farm.db postgresql://h/d --to-password-file /no/p|--to-password-file names /no/p",
                "clean|Missing required argument",
                "clean --jobs --all|mutually exclusive",
                "backup|Missing required parameter"
            })
    void badInputExitsWithTwoAndWords(String line, String words) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(words).doesNotContain("secret", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "backup b.db", "clean --all --yes", "copy sqlite:none.db sqlite:c.db"})
    void whereNoDatabaseIsNoneIsMade(String line) {
        String[] words = (line.startsWith("copy") ? line : line + " --database sqlite:none.db").split(" ");
        assertThat(run(words)).isEqualTo(1);
        assertThat(err.toString()).contains("there is no database sqlite:" + folder.resolve("none.db"));
        assertThat(folder.resolve("none.db")).doesNotExist();
    }

    @Test
    void helpTellsVerbsAndExitCodes() {
        StringWriter words = new StringWriter();
        assertThat(DatabaseVerbs.run("test", new PrintWriter(words), new PrintWriter(err), "--help"))
                .isZero();
        assertThat(List.of("check", "migrate", "backup", "restore", "copy", "clean", "Exit codes:"))
                .allSatisfy(word -> assertThat(words.toString()).contains(word));
    }
}
