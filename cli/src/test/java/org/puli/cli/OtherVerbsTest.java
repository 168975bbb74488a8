package org.puli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.json.Json;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.Equipment;
import org.puli.api.view.AttemptView;
import org.puli.api.view.Counts;
import org.puli.api.view.Duty;
import org.puli.api.view.FarmSummary;
import org.puli.api.view.LicenseView;
import org.puli.api.view.LogLine;
import org.puli.api.view.LogLines;
import org.puli.api.view.PoolView;
import org.puli.api.view.Presence;
import org.puli.api.view.Status;
import org.puli.api.view.WorkerView;

class OtherVerbsTest {
    private FixedFarm farm;

    @BeforeEach
    void open() throws IOException {
        farm = new FixedFarm();
    }

    @AfterEach
    void close() {
        farm.close();
    }

    private static WorkerView worker(String name) {
        return new WorkerView(
                new WorkerName(name),
                new WorkerName(name),
                WorkerView.WorkerStatus.PAUSED,
                Presence.ONLINE,
                Duty.PAUSED,
                "lunch",
                List.of(new PoolName("default")),
                null,
                8,
                6.5,
                16L << 30,
                12L << 30,
                16,
                64L << 30,
                List.of("gpu"),
                List.of(),
                "Linux",
                "2",
                0,
                Equipment.NONE,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void workersAreListedWithWhatIsFree() {
        farm.onList("GET /api/v1/workers", worker("w1"));
        assertThat(farm.run("worker", "list").lines().getLast())
                .contains("w1", "PAUSED", "6.5/8", "12G/16G", "default", "lunch");
        assertThat(farm.run("worker", "list", "--output", "csv").lines().getFirst())
                .startsWith("name,status,running,cores,coresFree,");
    }

    @Test
    void workersArePausedWithAReason() {
        farm.on("POST /api/v1/workers/w1/pause", worker("w1"));
        assertThat(farm.run("worker", "pause", "w1", "--reason", "lunch").out()).isEqualTo("worker w1 is paused\n");
        assertThat(farm.asked()).containsExactly("POST /api/v1/workers/w1/pause {\"reason\":\"lunch\"}");
    }

    @Test
    void aWorkerIsShown() {
        farm.on("GET /api/v1/workers/w1", worker("w1")).on("POST /api/v1/workers/w1/resume", worker("w1"));
        assertThat(farm.run("worker", "show", "w1").out()).contains("Because          lunch");
        assertThat(farm.run("worker", "resume", "w1").out()).isEqualTo("worker w1 takes work again\n");
    }

    @Test
    void aQuarantinedWorkerSaysWhyAndUntilWhen() {
        String view = Json.write(worker("w1")).replace("\"duty\":\"PAUSED\"", "\"duty\":\"QUARANTINED\"");
        String until = view.replace("\"version\"", "\"probationAt\":1700000000000,\"version\"");
        farm.onText("GET /api/v1/workers/w1", "application/json", until);
        assertThat(farm.run("worker", "show", "w1").out()).contains("Because ", "lunch", "Tried again ", "2023-11-1");
        farm.onText("GET /api/v1/workers/w1", "application/json", view.replace("QUARANTINED", "PROBATION"));
        assertThat(farm.run("worker", "show", "w1").out())
                .contains("(on probation)", "lunch")
                .doesNotContain("Tried again");
    }

    @Test
    void aPausingCommandSaysUntilWhenAndWhomItAvoids() {
        String view = Json.write(FixedViews.command(31, Status.READY, 1_700_000_009_000L));
        farm.onText(
                "GET /api/v1/commands/31",
                "application/json",
                view.replace("\"attempt\"", "\"readyAt\":1700000020000,\"avoided\":[\"w1\",\"w2\"],\"attempt\""));
        farm.onList("GET /api/v1/commands/31/attempts");
        assertThat(farm.run("command", "show", "31").out())
                .contains(
                        "Starts again  not before 2023-11-1", "Avoids        w1, w2, while another worker can take it");
    }

    @Test
    void aStoppedJobSaysSoAndWhoGetsNothingOfIt() {
        String task = "{\"id\":1,\"name\":\"render\",\"status\":\"PAUSED\",\"counts\":"
                + Json.write(new Counts(48, 0, 10, 0, 2, 35, 1, 0, 0))
                + ",\"group\":[],\"after\":[],\"frames\":null,\"settings\":" + Json.write(TaskSettings.DEFAULTS)
                + ",\"blocklist\":[\"w3\",\"w4\"]}";
        String view = Json.write(FixedViews.job(7, "fx", Status.READY))
                .replace("\"priority\"", "\"pauseReason\":\"stopped\",\"tasks\":[" + task + "],\"priority\"");
        farm.onText("GET /api/v1/jobs/7", "application/json", view);
        assertThat(farm.run("job", "show", "7").out())
                .contains("Paused because  stopped", "puli job blocklist 7 tells why", "  render: w3, w4")
                .doesNotContain("Waits because");
    }

    @Test
    void aJobIsShownWithTheTagsOfItsTasksThatAreNotItsOwn() {
        farm.on("GET /api/v1/jobs/7", FixedViews.tree(7, "fx"));
        assertThat(farm.run("job", "show", "7").out()).contains("Tags of tasks:", "  comp: pass=beauty");
        farm.on("GET /api/v1/jobs/7", FixedViews.job(7, "fx", Status.READY));
        assertThat(farm.run("job", "show", "7").out()).doesNotContain("Tags of tasks");
    }

    @Test
    void aCommandIsShownSoThatItCanBePasted() {
        farm.on("GET /api/v1/commands/31", FixedViews.command(31, Status.FAILED, 1_700_000_009_000L));
        farm.onList("GET /api/v1/commands/31/attempts");
        assertThat(farm.run("command", "show", "31").out())
                .contains("Runs       render --frame 31 'a b'")
                .contains("Took       9.0s")
                .contains("Reason     it ended with exit code 3");
    }

    @Test
    void whatTheTriesOfACommandUsedIsShown() {
        AttemptView first = new AttemptView(
                1,
                new WorkerName("w2"),
                "FAILED",
                null,
                9,
                "ended by signal 9",
                1,
                null,
                2,
                null,
                null,
                null,
                null,
                Map.of());
        AttemptView second = new AttemptView(
                2,
                new WorkerName("w1"),
                "DONE",
                0,
                null,
                null,
                1,
                1_000L,
                61_000L,
                118_000L,
                3L << 29,
                5L << 20,
                512L,
                Map.of("psnr", "38.2", "layers", "5"));
        farm.on("GET /api/v1/commands/31", FixedViews.command(31, Status.DONE, 1_700_000_009_000L))
                .onList("GET /api/v1/commands/31/attempts", first, second);
        String table = farm.run("command", "show", "31").out();
        assertThat(table).containsSubsequence("TRY", "OUTCOME", "CPU", "MEMORY", "READ", "WROTE", "SIGNAL");
        assertThat(table).containsSubsequence("Results of try 2:", "layers  5", "psnr    38.2");
        assertThat(table.lines())
                .anySatisfy(line -> assertThat(line).contains("DONE", "w1", "1m 58s", "1.5G", "5M", "512"))
                .anySatisfy(line -> assertThat(line).contains("FAILED", "w2", " 9 ", "ended by signal 9"));
        assertThat(farm.run("command", "show", "31", "-o", "json").out().replaceAll("\\s", ""))
                .contains("\"id\":31", "\"history\":[{\"attempt\":1", "\"cpuMillis\":118000", "\"writtenBytes\":512");
        assertThat(farm.run("command", "show", "31", "-o", "csv").out()).startsWith("id,name,status,job");
    }

    @Test
    void whatARunningCommandIsAtIsShown() {
        String view = Json.write(FixedViews.command(31, Status.RUNNING, null))
                .replace("\"attempt\"", "\"message\":\"loading\",\"framesDone\":\"1-4,7\",\"attempt\"");
        farm.onText("GET /api/v1/commands/31", "application/json", view);
        farm.onList("GET /api/v1/commands/31/attempts");
        assertThat(farm.run("command", "show", "31").out())
                .contains("Frames done  1-4,7")
                .contains("Message      loading");
        farm.onText("GET /api/v1/jobs/7/commands", "application/json", "{\"items\":[" + view + "],\"total\":1}");
        assertThat(farm.run("command", "list", "7").out())
                .contains("FINISHED", "1-4,7")
                .contains("MESSAGE", "loading");
    }

    @Test
    void commandsOfAJobAreListed() {
        farm.onList("GET /api/v1/jobs/7/commands", FixedViews.command(31, Status.FAILED, 1_700_000_009_000L));
        assertThat(farm.run("command", "list", "7", "--status", "failed")
                        .lines()
                        .getLast())
                .contains("31", "render 31", "FAILED", "1/2", "w1", "9.0s");
        assertThat(farm.asked().getFirst()).contains("status=FAILED");
    }

    @Test
    void aLogIsPrintedByteByByte() {
        farm.onText("GET /api/v1/commands/31/log", "text/plain", "line\u0007 without an end");
        assertThat(farm.run("command", "log", "31", "--attempt", "1").out()).isEqualTo("line\u0007 without an end");
        assertThat(farm.run("command", "log", "31", "--tail", "0").code()).isEqualTo(2);
    }

    @Test
    void linesOfALogAreFoundUntilItIsThrough() {
        farm.on(
                "GET /api/v1/commands/31/log/lines",
                new LogLines(2, List.of(new LogLine(7, 90, "Error: \u001b[31mno camera")), 9, true));
        var ran = farm.run("command", "log", "31", "--grep", "a+b c", "-i");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("7:Error: ").contains("no camera").doesNotContain("\u001b");
        assertThat(farm.asked().getLast())
                .contains("regex=a%2Bb%20c", "ignoreCase=true", "fromLine=1", "limit=1000")
                .doesNotContain("attempt=");
        farm.on("GET /api/v1/commands/31/log/lines", new LogLines(2, List.of(), 9, true));
        ran = farm.run("command", "log", "31", "--grep", "(", "--fixed", "--attempt", "2");
        assertThat(ran.err()).isEqualTo("no line matches, of 9\n");
        assertThat(ran.code()).isZero();
        assertThat(farm.asked().getLast()).contains("text=%28", "attempt=2");
        assertThat(farm.run("command", "log", "31", "--grep", "x", "--follow").code())
                .isEqualTo(2);
    }

    @Test
    void aLogThatWasRemovedIsSaidToBeRemoved() {
        farm.refuse("GET /api/v1/commands/31/log", 410, "log-removed", "the log of attempt 31.1 was removed");
        var ran = farm.run("command", "log", "31");
        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.err()).contains("was removed");
        farm.refuse("GET /api/v1/commands/31/log", 503, "log-away", "the shared folder is away");
        assertThat(farm.run("command", "log", "31").code()).isEqualTo(1);
    }

    @Test
    void aLogOnAWorkerThatIsAwayFails() {
        farm.refuse("GET /api/v1/commands/31/log", 503, "worker-away", "worker w1 is not connected");
        assertThat(farm.run("command", "log", "31").code()).isEqualTo(1);
    }

    @Test
    void licensesAreSetAndListed() {
        LicenseView license =
                new LicenseView(new LicenseName("nuke"), new LicenseName("nuke"), 20, SeatsPer.COMMAND, 3, 2, null);
        farm.on("PUT /api/v1/licenses/nuke", license).onList("GET /api/v1/licenses", license);
        assertThat(farm.run("license", "set", "nuke", "20").out())
                .isEqualTo("license nuke has 20 seats, 3 of them in use\n");
        assertThat(farm.run("license", "list").lines().getLast())
                .isEqualTo("nuke     20  command     3        2    15");
        farm.on("PUT /api/v1/licenses/nuke/outside", license);
        assertThat(farm.run("license", "outside", "nuke", "2", "--ttl", "90s").out())
                .isEqualTo("license nuke has 2 seats in use outside the farm for the next 1m30s\n");
        assertThat(farm.asked().getLast()).contains("\"used\":2", "\"seconds\":90");
        assertThat(farm.run("license", "outside", "nuke", "2", "--ttl", "soon").code())
                .isEqualTo(2);
        assertThat(farm.run("license", "set", "nuke", "many").code()).isEqualTo(2);
        assertThat(farm.run("license", "set", "nuke", "-1").err())
                .startsWith("Invalid value for positional parameter at index 1 (COUNT): '-1' is not a number of seats;"
                        + " it is a whole number from 0 to 1000000\n");
        assertThat(farm.run("license", "set", "nuke", "2000000000000").err())
                .contains("'2000000000000' is not a number of seats; it is a whole number from 0 to 1000000")
                .doesNotContain("int");
        assertThat(farm.run("license", "outside", "nuke", "1000001").err()).contains("from 0 to 1000000");
        assertThat(farm.run("license", "set", "../x", "1").code()).isEqualTo(2);
    }

    @Test
    void licensesAreCountedByWorker() {
        LicenseView license =
                new LicenseView(new LicenseName("nuke"), new LicenseName("nuke"), 20, SeatsPer.WORKER, 3, 0, null);
        farm.on("PUT /api/v1/licenses/nuke", license).onList("GET /api/v1/licenses", license);
        assertThat(farm.run("license", "set", "nuke", "20", "--per", "worker").out())
                .isEqualTo("license nuke has 20 seats, counted by worker, 3 of them in use\n");
        assertThat(farm.asked().getLast()).contains("\"count\":20", "\"per\":\"worker\"");
        farm.run("license", "set", "nuke", "20");
        assertThat(farm.asked().getLast()).contains("\"count\":20").doesNotContain("per");
        assertThat(farm.run("license", "list").lines().getLast()).contains("  worker  ");
        assertThat(farm.run("license", "list", "--output", "json").out()).contains("\"worker\"");
        int asked = farm.asked().size();
        FixedFarm.Ran refused = farm.run("license", "set", "nuke", "20", "--per", "host");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--per", "'host' is neither 'command' nor 'worker'");
        assertThat(farm.asked()).hasSize(asked);
    }

    @Test
    void poolsAreListed() {
        farm.onList(
                "GET /api/v1/pools",
                new PoolView(
                        new PoolName("default"),
                        new PoolName("default"),
                        3,
                        2,
                        1,
                        1,
                        0,
                        Preempt.OFF,
                        PoolSpec.DEFAULT_GRACE,
                        List.of()));
        assertThat(farm.run("pool", "list").lines().getLast())
                .isEqualTo("default        3       2     1      1        0.0  off      1m");
    }

    @Test
    void theFarmIsShownAtAGlance() {
        farm.on(
                "GET /api/v1/farm",
                new FarmSummary(
                        "2.0.0",
                        "f",
                        1,
                        9,
                        65_000,
                        3,
                        new Counts(5, 0, 1, 0, 2, 2, 0, 0, 0),
                        3,
                        2,
                        1,
                        new FarmSummary.Quantiles(1.25, 7, 9),
                        "the disk is full",
                        new FarmSummary.SetAside(
                                21, List.of(new FarmSummary.Row("job", "7", 1, "value too long for name")))));
        assertThat(farm.run("farm", "show").out())
                .contains("up 1m 05s")
                .contains("3: 1 busy, 1 not busy, 1 away")
                .contains("1.3 ms after a command ended")
                .contains("the disk is full")
                .contains("21 rows, which a restart finds older or not at all; see \"Rows set aside\"")
                .contains("- job 7     value too long for name");
    }

    @Test
    void settingsAreReloadedAndRefusalsOfStrangersAreTold() {
        farm.onText("POST /api/v1/farm/reload", "text/plain", "");
        assertThat(farm.run("config", "reload").code()).isZero();
        farm.onText("GET /api/v1/farm", "text/html", "<h1>");
        assertThat(farm.run("farm", "show").code()).isEqualTo(3);
    }
}
