package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.CommandId;
import org.puli.api.json.JobLimits;
import org.puli.api.json.Json;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.LinkMessage;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerOrders;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;

/** Raw frames on the worker link: what is no sound report is refused in words, closes the link and changes nothing. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerLinkTest {
    private static final String SOUND = "{\"protocol\":1,\"worker\":\"raw\",\"bootId\":\"b\",\"number\":1,"
            + "\"ordersSeen\":{\"epoch\":0,\"number\":0},\"facts\":{\"cores\":1,\"memoryBytes\":0,\"platform\":\"p\","
            + "\"version\":\"v\"},\"running\":[],\"ended\":[]}";
    private static final String RUN = "{\"attempt\":{\"command\":1,\"attempt\":1},\"leaseId\":1,"
            + "\"phase\":\"RUNNING\",\"startedAt\":1,\"progress\":0}";
    private static final String END = "{\"attempt\":{\"command\":1,\"attempt\":1},\"leaseId\":1,\"outcome\":\"DONE\","
            + "\"exitCode\":0,\"startedAt\":1,\"endedAt\":2,\"cpuMillis\":3,\"peakMemoryBytes\":4}";

    @TempDir
    static Path folder;

    private static RunningDispatcher dispatcher;
    private static SimLink worker;
    private static RunOrder order;
    private Map<String, String> before;

    @BeforeAll
    static void start() throws Exception {
        dispatcher = RunningDispatcher.onSqlite(folder);
        dispatcher.submit(RunningDispatcher.JOB);
        worker = SimLink.open(dispatcher, "w1").report();
        order = worker.order();
        worker.report(OrdersNumber.NONE, List.of(SimLink.running(order)), List.of());
        await().until(() -> dispatcher.get("/api/v1/jobs/1").body().contains("\"status\":\"RUNNING\""));
    }

    @AfterAll
    static void stop() {
        worker.close();
        dispatcher.close();
    }

    @BeforeEach
    void look() throws Exception {
        before = rows();
        assertThat(before.get("command")).isNotEmpty();
    }

    /** What was used is added up in another table when all has been quiet for a while, which may be just then. */
    private static Map<String, String> rows() throws Exception {
        Map<String, String> rows = new TreeMap<>(dispatcher.rows());
        rows.keySet().removeAll(Set.of("usage_tray", "usage_hour"));
        return rows;
    }

    private void assertRefused(String frame, String... words) throws Exception {
        try (SimLink link = SimLink.open(dispatcher, "raw").frame(frame)) {
            assertThat(link.refusal()).contains(words);
            assertThat(link.closeCode()).isEqualTo(1008);
        }
        assertThat(rows()).isEqualTo(before);
        assertThat(dispatcher.get("/api/v1/workers/raw").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "garbage",
                "null",
                "[]",
                "5",
                "\"x\"",
                "{",
                "{}",
                "{\"worker\":{}}",
                "{\"number\":\"x\"}",
                "{\"running\":[null]}",
                "{\"ended\":{}}",
                "\u0000",
                "{\"protocol\":1.5}"
            })
    void whatIsNoReportIsRefused(String frame) throws Exception {
        assertRefused(frame, frame.equals("{}") ? "/protocol is 0" : "not the JSON of a WorkerReport");
    }

    @Test
    void deepFramesAreRefused() throws Exception {
        assertRefused("[".repeat(100_000), "not the JSON of a WorkerReport");
        assertRefused(SOUND.replace("\"b\"", "{\"a\":".repeat(100_000)), "not the JSON of a WorkerReport");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"protocol\":1|\"protocol\":3|/protocol is 3; this worker speaks version 3 of the worker protocol,"
                        + " this dispatcher 1 to 2: upgrade the dispatcher",
                "\"protocol\":1|\"protocol\":0|this dispatcher 1 to 2: upgrade the worker",
                "\"worker\":\"raw\"|\"worker\":null|/worker is missing",
                "\"worker\":\"raw\"|\"worker\":\"\"|/worker is empty",
                "\"worker\":\"raw\"|\"worker\":\"a b\"|/worker has the character ' '",
                "\"worker\":\"raw\"|\"worker\":\"../x\"|/worker has the character '.'",
                "\"worker\":\"raw\"|\"worker\":\"raw \"|/worker begins or ends with a blank",
                "\"worker\":\"raw\"|\"worker\":\"a\\u0000\"|/worker",
                "\"worker\":\"raw\"|\"worker\":\"\\ud800\"|/worker",
                "\"worker\":\"raw\"|\"worker\":\"W1\"|differs from 'W1' in upper and lower case only",
                "\"bootId\":\"b\"|\"bootId\":null|/bootId has 1 to 64 characters",
                "\"bootId\":\"b\"|\"bootId\":\"\"|/bootId",
                "\"bootId\":\"b\"|\"bootId\":\"\\ud800\"|/bootId",
                "\"number\":1,|\"number\":0,|/number counts from 1",
                "\"number\":1,|\"number\":-5,|/number counts from 1",
                "\"number\":1,|\"number\":99999999999999999999,|not the JSON",
                "\"ordersSeen\":{\"epoch\":0,\"number\":0}|\"ordersSeen\":null|/ordersSeen is missing",
                "\"cores\":1|\"cores\":0|/facts/cores is from 1 to 4096",
                "\"cores\":1|\"cores\":4097|/facts/cores",
                "\"cores\":1|\"cores\":\"many\"|not the JSON",
                "\"memoryBytes\":0|\"memoryBytes\":-1|/facts/memoryBytes",
                "\"memoryBytes\":0|\"memoryBytes\":9223372036854775807|/facts/memoryBytes",
                "\"bootId\":\"b\"|\"bootId\":\"b\",\"farmId\":\"\"|/farmId has 1 to 64 characters",
                "\"ended\":[]|\"ended\":[],\"found\":[null]|not the JSON",
                "\"facts\"|\"nofacts\"|has to tell the worker's facts"
            })
    void wrongFieldsAreRefusedByName(String right, String wrong, String words) throws Exception {
        assertRefused(SOUND.replace(right, wrong), words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"progress\":0|\"progress\":2.0|progress is from 0 to 1",
                "\"progress\":0|\"progress\":-0.1|progress is from 0 to 1",
                "\"progress\":0|\"progress\":NaN|not the JSON",
                "\"progress\":0|\"progress\":\"NaN\"|progress is from 0 to 1",
                "\"progress\":0|\"progress\":1e999|progress is from 0 to 1",
                "\"progress\":0|\"progress\":0,\"message\":[]|not the JSON",
                "\"progress\":0|\"progress\":0,\"framesDone\":\"x\"|not the JSON",
                "\"phase\":\"RUNNING\"|\"phase\":null|a phase is missing",
                "\"phase\":\"RUNNING\"|\"phase\":\"FLYING\"|not the JSON",
                "\"phase\":\"RUNNING\"|\"phase\":1|not the JSON",
                "\"command\":1|\"command\":0|not the JSON",
                "\"command\":1|\"command\":\"x\"|not the JSON",
                "\"attempt\":1}|\"attempt\":0}|an attempt has a command and a number from 1",
                "{\"command\":1,\"attempt\":1}|null|an attempt has a command and a number from 1"
            })
    void wrongRunsAreRefusedByName(String right, String wrong, String words) throws Exception {
        assertRefused(SOUND.replace("\"running\":[]", "\"running\":[" + RUN.replace(right, wrong) + "]"), words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"outcome\":\"DONE\"|\"outcome\":null|an outcome is missing",
                "\"outcome\":\"DONE\"|\"outcome\":\"OK\"|not the JSON",
                "\"exitCode\":0|\"exitCode\":99999999999|not the JSON",
                "\"attempt\":1}|\"attempt\":-1}|an attempt has a command",
                "\"command\":1|\"command\":null|an attempt has a command"
            })
    void wrongEndsAreRefusedByName(String right, String wrong, String words) throws Exception {
        assertRefused(SOUND.replace("\"ended\":[]", "\"ended\":[" + END.replace(right, wrong) + "]"), words);
    }

    @Test
    void finishedFramesInMoreThanAThousandPartsAreRefused() throws Exception {
        String frames = IntStream.rangeClosed(1, 1_001)
                .mapToObj(i -> Integer.toString(2 * i))
                .collect(Collectors.joining(","));
        String run = RUN.replace("\"progress\":0", "\"progress\":0,\"framesDone\":\"" + frames + "\"");
        assertRefused(
                SOUND.replace("\"running\":[]", "\"running\":[" + run + "]"), "/running: framesDone has at most 1000");
        String end = END.replace("\"exitCode\"", "\"framesDone\":\"" + frames + "\",\"exitCode\"");
        assertRefused(SOUND.replace("\"ended\":[]", "\"ended\":[" + end + "]"), "/ended: framesDone has at most 1000");
    }

    @Test
    void resultsAndReleasedLicensesOfNoWorkerAreRefused() throws Exception {
        String many = IntStream.rangeClosed(1, 65)
                .mapToObj(i -> "\"v" + i + "\":\"1\"")
                .collect(Collectors.joining(","));
        for (String results : List.of(many, "\"a b\":\"1\"", "\"\":\"1\"")) {
            String end = END.replace("\"exitCode\"", "\"results\":{" + results + "},\"exitCode\"");
            assertRefused(SOUND.replace("\"ended\":[]", "\"ended\":[" + end + "]"), "/ended: results are at most 64");
        }
        String names =
                IntStream.rangeClosed(1, 33).mapToObj(i -> "\"l" + i + "\"").collect(Collectors.joining(","));
        String run = RUN.replace("\"progress\":0", "\"progress\":0,\"released\":[" + names + "]");
        assertRefused(
                SOUND.replace("\"running\":[]", "\"running\":[" + run + "]"), "/running: released has at most 32");
    }

    @Test
    void bytesAreRefused() throws Exception {
        try (SimLink link = SimLink.open(dispatcher, "raw").bytes(new byte[] {1, 2, 3})) {
            assertThat(link.refusal()).contains("text frames only");
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aFrameOfMoreThan16MegabytesClosesTheLink() throws Exception {
        try (SimLink link = SimLink.open(dispatcher, "raw")) {
            link.frame(SOUND.replace("\"p\"", "\"" + "p".repeat(17 << 20) + "\""));
            assertThat(link.closeCode()).isIn(1009, 1006);
        } catch (java.util.concurrent.CompletionException e) {
            assertThat(e).hasMessageContaining("closed");
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aLinkStaysWithItsWorkerAndIsNotReadAfterARefusal() throws Exception {
        try (SimLink link = SimLink.open(dispatcher, "w9").report()) {
            await().until(() -> dispatcher.get("/api/v1/workers/w9").statusCode() == 200);
            before = rows();
            link.frame(SOUND)
                    .frameAfterRefusal(SOUND.replace("\"raw\"", "\"w9\"").replace("\"cores\":1", "\"cores\":64"));
            assertThat(link.refusal()).contains("this link belongs to worker w9, not to raw");
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aWrongFrameInAWorkersNameDoesNotPushItOffItsLink() throws Exception {
        try (SimLink link = SimLink.open(dispatcher, "w1")
                .frame(SOUND.replace("\"raw\"", "\"w1\"").replace(":1,", ":3,"))) {
            assertThat(link.refusal()).contains("/protocol is 3");
        }
        worker.drained();
        worker.report(OrdersNumber.NONE, List.of(SimLink.running(order)), List.of());
        assertThat(worker.message().orders()).isNotNull();
    }

    @Test
    void aNewerLinkOfAWorkerTakesThePlaceOfTheOlder() throws Exception {
        try (SimLink older = SimLink.open(dispatcher, "w7").report()) {
            assertThat(older.message().orders()).isNotNull();
            try (SimLink newer = SimLink.open(dispatcher, "w7").report().report()) {
                assertThat(older.refusal()).contains("a newer connection of worker w7");
                assertThat(newer.message()).isNotNull();
            }
        }
    }

    @Test
    void runsThatNeverWereChangeNothingAndMayBeForgotten() throws Exception {
        try (SimLink link = SimLink.open(dispatcher, "w3").report()) {
            await().until(() -> dispatcher.get("/api/v1/workers/w3").statusCode() == 200);
            before = rows();
            AttemptRef other = order.attempt();
            AttemptRef never = new AttemptRef(new CommandId(777_777), 3);
            EndedRun stolen = end(other, order.leaseId());
            link.report(
                    OrdersNumber.NONE,
                    List.of(new RunState(never, 5, RunState.Phase.RUNNING, Long.MIN_VALUE, 1.0)),
                    List.of(stolen, end(new AttemptRef(other.command(), 99), order.leaseId()), end(never, -1)));
            assertThat(forgotten(link)).contains(other, never);
        }
        assertThat(rows()).isEqualTo(before);
        assertThat(dispatcher.get("/api/v1/jobs/1").body()).contains("\"status\":\"RUNNING\"");
    }

    private static EndedRun end(AttemptRef attempt, long lease) {
        return new EndedRun(
                attempt, lease, EndedRun.Outcome.DONE, 0, null, null, -5, Long.MAX_VALUE, -1, -1, null, 0, 0);
    }

    private static List<AttemptRef> forgotten(SimLink link) throws InterruptedException {
        LinkMessage message = link.message();
        while (message.orders() == null || message.orders().forget().isEmpty()) {
            message = link.message();
        }
        return message.orders().forget();
    }

    @Test
    void endsForAnotherFarmChangeNothing() throws Exception {
        String frame = SOUND.replace("\"bootId\":\"b\"", "\"bootId\":\"boot-w1\",\"farmId\":\"another\"")
                .replace("\"raw\"", "\"w1\"")
                .replace("\"number\":1,", "\"number\":1000,")
                .replace(
                        "\"cores\":1,\"memoryBytes\":0,\"platform\":\"p\",\"version\":\"v\"",
                        "\"cores\":1,\"memoryBytes\":1073741824,\"platform\":\"test\",\"version\":\"1\"")
                .replace("\"ended\":[]", "\"ended\":[" + Json.write(SimLink.done(order)) + "]");
        worker.drained();
        worker.frame(frame);
        assertThat(worker.message().orders()).isNotNull();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void wordsOfAWorkerAreCleanedBeforeTheyAreKept() throws Exception {
        String id = dispatcher.submit(RunningDispatcher.JOB.replace("\"j\"", "\"cleaned\""));
        try (SimLink link = SimLink.open(dispatcher, "w4").report()) {
            RunOrder mine = link.order();
            String reason = "a\\u0000b\\ud800" + "c".repeat(10_000);
            link.frame(SOUND.replace("\"raw\"", "\"w4\"")
                    .replace("\"bootId\":\"b\"", "\"bootId\":\"boot-w4\"")
                    .replace("\"number\":1,", "\"number\":50,")
                    .replace(
                            "\"ended\":[]",
                            "\"ended\":["
                                    + Json.write(SimLink.done(mine))
                                            .replace("\"outcome\":\"DONE\"", "\"outcome\":\"FAILED\"")
                                            .replace("\"reason\":null", "\"reason\":\"" + reason + "\"")
                                    + "]"));
            await().until(() -> dispatcher.get("/api/v1/jobs/" + id).body().contains("\"status\":\"FAILED\""));
            String shown = dispatcher
                    .get("/api/v1/commands/" + mine.attempt().command())
                    .body();
            assertThat(shown).contains("a\uFFFDb\uFFFDccc").hasSizeLessThan(5_000);
        }
    }

    @Test
    void oneHundredThousandEndedRunsAreTakenAndOneMoreIsRefused() throws Exception {
        List<String> runs = IntStream.rangeClosed(1, 100_001)
                .mapToObj(i -> "{\"attempt\":{\"command\":" + (i + 1_000_000) + ",\"attempt\":1},\"outcome\":\"DONE\"}")
                .toList();
        String most = SOUND.replace("\"raw\"", "\"w5\"");
        try (SimLink link = SimLink.open(dispatcher, "w5").frame(most)) {
            await().until(() -> dispatcher.get("/api/v1/workers/w5").statusCode() == 200);
            before = rows();
            link.frame(most.replace("\"number\":1,", "\"number\":2,")
                    .replace("\"ended\":[]", "\"ended\":[" + String.join(",", runs.subList(0, 100_000)) + "]"));
            assertThat(forgotten(link)).hasSize(100_000);
            assertThat(rows()).isEqualTo(before);
        }
        assertRefused(
                SOUND.replace("\"ended\":[]", "\"ended\":[" + String.join(",", runs) + "]"),
                "/ended has at most 100000 entries");
    }

    @Test
    void foundFilesAreAsManyAndAsLongAsOrdersMayName() throws Exception {
        String most = "\"/" + "p".repeat(JobLimits.PATH - 1) + "\"";
        String all = String.join(",", Collections.nCopies(WorkerOrders.MOST_FILES, most));
        try (SimLink link = SimLink.open(dispatcher, "w6")
                .frame(SOUND.replace("\"raw\"", "\"w6\"").replace("\"ended\":[]", "\"found\":[" + all + "]"))) {
            assertThat(link.message().orders()).isNotNull();
        }
        before = rows();
        assertRefused(
                SOUND.replace("\"ended\":[]", "\"found\":[" + all + ",\"/a\"]"), "/found has at most 256 entries");
        assertRefused(
                SOUND.replace("\"ended\":[]", "\"found\":[" + most.replace("/", "/p") + "]"),
                "/found: a path has at most 4096 characters");
    }
}
