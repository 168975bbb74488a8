package org.puli.simulation.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.json.Json;
import org.puli.simulation.program.Quiet;
import picocli.CommandLine;
import tools.jackson.core.type.TypeReference;

/** Each benchmark once, small: that it works and loses nothing, never how fast it is. */
class BenchMainTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void beQuiet() {
        Quiet.logs();
    }

    private int bench(String... arguments) {
        CommandLine line = BenchMain.line();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private Map<String, Object> figures() {
        return Json.read(out.toString(), new TypeReference<Map<String, Object>>() {});
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    @Test
    void dispatchTellsItsFiguresAndLosesNothingAtTheKill() {
        int code = bench(
                "dispatch",
                "--workers",
                "20",
                "--jobs",
                "2",
                "--commands",
                "100",
                "--data",
                folder.toString(),
                "--output",
                "json");
        assertThat(code).as(err.toString()).isZero();
        Map<String, Object> figures = figures();
        assertThat(figures)
                .containsKeys(
                        "commandsPerSecond",
                        "endToNextStartMillis",
                        "serverPid",
                        "loadPid",
                        "database",
                        "fsyncsPerSecond",
                        "commits",
                        "serverCpuMicrosPerCommand",
                        "compilerMicrosPerCommand",
                        "submitToFirstStartMillis",
                        "fillMillis",
                        "connectMillis",
                        "restartToFirstDispatchMillis");
        assertThat(number(figures.get("acknowledgedEnds"))).isGreaterThan(200);
        assertThat(number(figures.get("doneRows"))).isGreaterThanOrEqualTo(number(figures.get("acknowledgedEnds")));
        assertThat(number(figures.get("commandsPerSecond"))).isPositive();
        assertThat(number(figures.get("commits"))).isPositive();
        assertThat(figures.get("serverPid")).isNotEqualTo(figures.get("loadPid"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void commandsThatTakeTimeAreOfferedAtTheRateThatWasAskedFor() {
        int code = dispatchFourSlots("--commands", "200", "--rate", "400");
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("commands per second").contains("rate per second");
    }

    @Test
    void workersWithSeveralSlotsCountEachEndOnce() {
        int code = dispatchFourSlots("--commands", "2000", "--output", "json");
        assertThat(code).as(err.toString()).isZero();
        assertThat(figures().get("endToNextStartMillis"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .hasEntrySatisfying("count", count -> assertThat(number(count)).isLessThanOrEqualTo(2000));
    }

    @Test
    void mixedWorkIsAllDone() {
        String words = "dispatch --workers 16 --slots 2 --jobs 30 --commands 20 --mixed --output json --data " + folder;
        assertThat(bench(words.split(" ", -1))).as(err.toString()).isZero();
        assertThat(figures()).containsEntry("mixed", true);
        assertThat(number(figures().get("acknowledgedEnds"))).isGreaterThan(600);
        assertThat(bench("dispatch", "--workers", "15", "--jobs", "1", "--commands", "1", "--mixed"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("16 workers or more");
    }

    @Test
    void anIdleFarmIsMeasured() {
        String words = "idle --workers 5 --jobs 3 --settle 0 --seconds 1 --output json --data " + folder;
        assertThat(bench(words.split(" ", -1))).as(err.toString()).isZero();
        assertThat(number(figures().get("percentOfCore"))).isGreaterThanOrEqualTo(0);
        assertThat(figures()).containsKeys("batches", "serverPid", "loadPid", "database");
        assertThat(bench("idle", "--seconds", "0")).isEqualTo(2);
    }

    private int dispatchFourSlots(String... more) {
        List<String> line = new ArrayList<>(List.of("dispatch", "--workers", "10", "--slots", "4", "--jobs", "1"));
        line.addAll(List.of("--data", folder.toString()));
        line.addAll(List.of(more));
        return bench(line.toArray(String[]::new));
    }

    @Test
    void theHistoryIsFilledAskedAndCleared() {
        String words = "history --attempts 20000 --times 2 --output json --data " + folder;
        assertThat(bench(words.split(" ", -1))).as(err.toString()).isZero();
        assertThat(number(figures().get("attempts"))).isBetween(19_000.0, 20_000.0);
        assertThat(number(figures().get("bytes"))).isGreaterThan(1_000_000);
        assertThat(number(figures().get("usageRows"))).isPositive();
        assertThat(Json.write(figures().get("questionMillis"))).contains("usage by month", "attempts of a command");
        assertThat(Json.write(figures().get("commitMillis"))).contains("commit between slices");
        assertThat(folder).isEmptyDirectory();
        assertThat(bench("history", "--attempts", "9")).isEqualTo(2);
    }

    @Test
    void submitTellsItsFigures() {
        int code = bench(
                "submit",
                "--commands",
                "2000",
                "--times",
                "2",
                "--small",
                "50",
                "--data",
                folder.toString(),
                "--output",
                "json");
        assertThat(code).as(err.toString()).isZero();
        assertThat(figures()).containsKeys("jobsPerSecond", "rangeMillis", "explicitMillis", "large");
    }

    @Test
    void runTellsWhatARealWorkerDoes() {
        int code = bench("run", "--slots", "4", "--commands", "50", "--data", folder.toString(), "--output", "json");
        assertThat(code).as(err.toString()).isZero();
        assertThat(figures()).containsEntry("acknowledgedEnds", figures().get("doneRows"));
        assertThat(figures()).containsEntry("doneRows", 250);
        assertThat(Json.write(figures().get("gapMillis"))).contains("\"count\":46");
        assertThat(number(figures().get("coldCommandsPerSecond"))).isPositive();
    }

    @Test
    void restartTellsHowLongTheFarmStoodStill() {
        String[] size = {"--workers", "5", "--jobs", "2", "--commands", "400", "--ended", "100", "--restarts", "2"};
        List<String> line = new ArrayList<>(List.of("restart", "--data", folder.toString(), "--output", "json"));
        line.addAll(List.of(size));
        int code = bench(line.toArray(String[]::new));
        assertThat(code).as(err.toString()).isZero();
        assertThat(number(figures().get("rows"))).isGreaterThanOrEqualTo(100);
        assertThat(number(figures().get("liveCommands"))).isBetween(1.0, 700.0);
        assertThat(Json.write(figures().get("restartToFirstDispatchMillis"))).contains("\"count\":2");
    }

    @Test
    void memoryIsWeighedByCommand() {
        String words = "memory --workers 20 --commands 20000 --output json --data " + folder;
        assertThat(bench(words.split(" ", -1))).as(err.toString()).isZero();
        assertThat(number(figures().get("commandsThatRan"))).isBetween(14_000.0, 18_000.0);
        assertThat(number(figures().get("bytesPerCommandThatHasRun"))).isBetween(16.0, 2_000.0);
        assertThat(number(figures().get("heapMegabytes"))).isPositive();
        assertThat(figures()).containsKeys("bytesPerWaitingCommand", "bitsPerCommandWithDependencies", "serverPid");
        assertThat(folder).isEmptyDirectory();
        assertThat(bench("memory", "--commands", "999")).isEqualTo(2);
        assertThat(bench("memory", "--workers", "100", "--commands", "1999")).isEqualTo(2);
        assertThat(err.toString()).contains("--commands from 1000 to 1000000 and at least 20 for each worker");
    }

    @Test
    void aRestartNeedsSomethingToRunBetweenKills() {
        assertThat(bench("restart", "--jobs", "1", "--commands", "100", "--ended", "100"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--ended leaves at least 24000 of the 100 commands");
    }

    @Test
    void aFolderInMemoryIsRefused() {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isDirectory(memory), "a system with /dev/shm");
        int code = bench("run", "--data", memory.resolve("puli-bench-test").toString());
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("lies in memory").contains("--data");
    }

    @Test
    void nonsenseIsAUsageError() {
        assertThat(bench()).isEqualTo(2);
        assertThat(bench("dispatch", "--workers", "0", "--jobs", "1", "--commands", "1"))
                .isEqualTo(2);
    }
}
