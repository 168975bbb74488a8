package org.puli.api.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.json.Json;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PathTest;
import org.puli.api.spec.ProcessLimits;
import tools.jackson.core.type.TypeReference;

/**
 * The worker protocol as release 2.0 spoke it, frozen in files: every later release must still read these, and must
 * write each of their fields. Never change the files; add new ones for new releases.
 */
class FrozenProtocolTest {
    private static final WorkerReport REPORT = new WorkerReport(
            1,
            new WorkerName("w1"),
            "0123456789abcdef",
            7,
            "f-1",
            new OrdersNumber(2, 5),
            new WorkerFacts(8, 17_179_869_184L, "Linux 6.1 amd64", "2.0.0"),
            List.of(
                    new RunState(ref(9, 1), 3, RunState.Phase.RUNNING, 1_767_225_600_000L, 0.5),
                    new RunState(ref(10, 2), 4, RunState.Phase.STARTING, 0, null)),
            List.of(
                    new EndedRun(
                            ref(8, 1),
                            2,
                            EndedRun.Outcome.DONE,
                            0,
                            null,
                            null,
                            1_767_225_600_000L,
                            1_767_225_601_000L,
                            900,
                            1_048_576,
                            null,
                            0,
                            0),
                    new EndedRun(
                            ref(7, 3),
                            1,
                            EndedRun.Outcome.FAILED,
                            null,
                            9,
                            "ran longer than 90s",
                            1_767_225_600_000L,
                            1_767_225_690_000L,
                            0,
                            0,
                            null,
                            0,
                            0)),
            List.of(),
            null,
            null,
            null);

    private static final LinkMessage MESSAGE = new LinkMessage(
            new WorkerOrders(
                    "f-1",
                    new OrdersNumber(2, 6),
                    List.of(
                            new RunOrder(ref(9, 1), 3, null),
                            new RunOrder(
                                    ref(11, 1),
                                    5,
                                    new RunDetails(
                                            new JobId(4),
                                            "turntable",
                                            new TaskId(6),
                                            "render",
                                            new CommandId(11),
                                            "ada",
                                            new CommandLine(List.of("render", "{frame:04}"), false),
                                            FrameRange.parse("1-10x3"),
                                            "/show",
                                            Map.of("A", "b"),
                                            0.5,
                                            1024,
                                            90_000,
                                            null,
                                            null,
                                            null,
                                            null,
                                            false,
                                            0))),
                    List.of(ref(8, 1)),
                    5_000,
                    30_000),
            List.of(new LogWanted("00ff", ref(8, 1), -1_000, true, null, null, null)),
            null);

    /** What reports and orders have been given since their first form, each by itself. */
    private record Additions(
            Equipment equipment,
            EndedRun ended,
            Lookout watch,
            ProcessLimits limits,
            List<PathRule> paths,
            WorkerReport report,
            WorkerOrders orders) {}

    private static AttemptRef ref(long command, int attempt) {
        return new AttemptRef(new CommandId(command), attempt);
    }

    private static String frozen(String name) throws IOException {
        try (InputStream file = FrozenProtocolTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, Object> map(String json) {
        return Json.read(json, new TypeReference<Map<String, Object>>() {});
    }

    @Test
    void aFrozenReportIsStillReadAndWritten() throws IOException {
        assertThat(Json.read(frozen("report-2.0.json"), WorkerReport.class)).isEqualTo(REPORT);
        // The machine's equipment is all that has come since.
        String equipment = "\"2.0.0\", \"equipment\": " + Json.write(Equipment.NONE);
        assertThat(map(Json.write(REPORT)))
                .isEqualTo(map(frozen("report-2.0.json").replace("\"2.0.0\"", equipment)));
    }

    @Test
    void aFrozenMessageIsStillReadAndWritten() throws IOException {
        assertThat(Json.read(frozen("message-2.0.json"), LinkMessage.class)).isEqualTo(MESSAGE);
        assertThat(map(Json.write(MESSAGE))).isEqualTo(map(frozen("message-2.0.json")));
    }

    @Test
    void fieldsOfALaterReleaseAreIgnoredAtEveryDepth() throws IOException {
        String later = "{\"later\": {\"a\": [1]}, ";
        String report = frozen("report-2.0.json")
                .replace("{\"attempt\"", later + "\"attempt\"")
                .replace("{\"cores\"", later + "\"cores\"");
        assertThat(report).contains("later");
        assertThat(Json.read(report.replaceFirst("\\{", later), WorkerReport.class))
                .isEqualTo(REPORT);
        String message = frozen("message-2.0.json")
                .replace("{\"ticket\"", later + "\"ticket\"")
                .replace("{\"arguments\"", later + "\"arguments\"");
        assertThat(Json.read(message.replaceFirst("\\{", later), LinkMessage.class))
                .isEqualTo(MESSAGE);
    }

    @Test
    void whatCameSinceThenIsFrozenToo() throws IOException {
        Additions additions = new Additions(
                new Equipment(
                        2,
                        25_769_803_776L,
                        Map.of("scratch", 1.5),
                        List.of("fast"),
                        List.of("blender"),
                        Map.of("rack", "a1"),
                        1.25,
                        List.of()),
                new EndedRun(
                        ref(8, 1),
                        2,
                        EndedRun.Outcome.FAILED,
                        1,
                        null,
                        "no seat",
                        1,
                        2,
                        3,
                        4,
                        EndedRun.Cause.NO_LICENSE,
                        5,
                        6),
                new Lookout(600_000, "no license"),
                new ProcessLimits(4_096, 0L, 10, 500, true),
                List.of(new PathRule(
                        "films", "/mnt/films", null, "F:\\", true, PathTest.WRITE, List.of(new PoolName("night")))),
                new WorkerReport(
                        1,
                        new WorkerName("w1"),
                        "0123456789abcdef",
                        8,
                        "f-1",
                        new OrdersNumber(2, 6),
                        null,
                        List.of(),
                        List.of(),
                        List.of("/shots/sim.0100.bgeo"),
                        new Availability(Availability.Cause.OFF_HOURS, "day", Availability.OfRunning.REQUEUE),
                        new ProbeReport(
                                9,
                                List.of(new PathFinding(
                                        "films", "/mnt/films", PathFinding.State.OK, "slow", 1, 2, 3, 4, 5))),
                        null),
                new WorkerOrders(
                        "f-1",
                        new OrdersNumber(2, 6),
                        List.of(),
                        List.of(),
                        5_000,
                        30_000,
                        List.of("/shots/sim.0100.bgeo", "/shots/sim.0101.bgeo"),
                        new ProbeOrder(9, List.of(new PathProbe("films", "/mnt/films", true))),
                        0,
                        0,
                        false,
                        false));
        assertThat(Json.read(frozen("additions-2.0.json"), Additions.class)).isEqualTo(additions);
        assertThat(map(Json.write(additions))).isEqualTo(map(frozen("additions-2.0.json")));
    }

    @Test
    void whatAMachineTellsOfItselfIsFrozenToo() {
        MachineFacts machine = new MachineFacts(
                "AMD EPYC 7543",
                32,
                64,
                1L << 38,
                1L << 33,
                "Rocky Linux 9.4",
                "5.14",
                "10.0.0.7",
                List.of(new MachineFacts.Gpu(0, "GPU-1", "NVIDIA L40S", 1L << 35, "550.54")),
                List.of(new MachineFacts.Disk("/shows", "nfs4", 1L << 45)));
        frozen(
                machine,
                MachineFacts.class,
                "{'cpuModel': 'AMD EPYC 7543', 'physicalCores': 32, 'threads': 64, 'memoryBytes': 274877906944,"
                        + " 'swapBytes': 8589934592, 'os': 'Rocky Linux 9.4', 'kernel': '5.14', 'address': '10.0.0.7',"
                        + " 'gpus': [{'index': 0, 'uuid': 'GPU-1', 'name': 'NVIDIA L40S', 'memoryBytes': 34359738368,"
                        + " 'driver': '550.54'}], 'disks': [{'path': '/shows', 'type': 'nfs4',"
                        + " 'sizeBytes': 35184372088832}]}");
        frozen(MachineFacts.NONE, MachineFacts.class, "{}");
        MachineHealth health = new MachineHealth(
                new MachineSample(0.53, 3.2, 1, 2, 3, 4, 5, 6, 7, List.of(new MachineSample.GpuUse(0, 0.97, 8, 71))),
                new ClockSkew(-2_500, 4, true),
                new CheckResult(false, "/shows is not mounted"),
                List.of("it is hot"));
        frozen(
                health,
                MachineHealth.class,
                "{'sample': {'cpu': 0.53, 'load': 3.2, 'memoryBytes': 1, 'swapBytes': 2, 'diskRead': 3,"
                        + " 'diskWritten': 4, 'netReceived': 5, 'netSent': 6, 'diskFree': 7, 'gpus': [{'index': 0,"
                        + " 'use': 0.97, 'memoryBytes': 8, 'celsius': 71}]}, 'clock': {'aheadMillis': -2500,"
                        + " 'roundTripMillis': 4, 'isOff': true}, 'check': {'passed': false,"
                        + " 'reason': '/shows is not mounted'}, 'warnings': ['it is hot']}");
        frozen(
                new MachineHealth(
                        new MachineSample(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(new MachineSample.GpuUse(0, 0, 0, 0))),
                        new ClockSkew(0, 0, false),
                        CheckResult.PASSED,
                        List.of()),
                MachineHealth.class,
                "{'sample': {'gpus': [{'index': 0}]}, 'clock': {'aheadMillis': 0}, 'check': {'passed': true}}");
    }

    private static <T> void frozen(T value, Class<T> type, String apostrophes) {
        String json = apostrophes.replace('\'', '"');
        assertThat(Json.read(json, type)).isEqualTo(value);
        assertThat(map(Json.write(value))).isEqualTo(map(json));
    }

    @Test
    void ordersSayWhichReportTheyAnswerAndWhenAndDetailsHowManyGpus() {
        WorkerOrders orders = new WorkerOrders(
                "f",
                new OrdersNumber(1, 2),
                List.of(),
                List.of(),
                5_000,
                30_000,
                List.of(),
                null,
                17,
                1_800_000_000_000L,
                false,
                false);
        assertThat(map(Json.write(orders)))
                .containsEntry("answers", 17)
                .containsEntry("wallMillis", 1_800_000_000_000L);
        assertThat(Json.read(Json.write(orders), WorkerOrders.class)).isEqualTo(orders);
        String older = Json.write(MESSAGE);
        assertThat(older).doesNotContain("answers", "wallMillis", "gpus");
    }

    @Test
    void whatAProgramTellsIsFrozenToo() {
        RunState run = new RunState(
                ref(9, 1),
                3,
                RunState.Phase.RUNNING,
                5,
                0.5,
                "loading the scene",
                FrameRange.parse("1-4,7"),
                List.of(new LicenseName("nuke")));
        String json = "{\"attempt\": {\"command\": 9, \"attempt\": 1}, \"leaseId\": 3, \"phase\": \"RUNNING\","
                + " \"startedAt\": 5, \"progress\": 0.5, \"message\": \"loading the scene\","
                + " \"framesDone\": \"1-4,7\", \"released\": [\"nuke\"]}";
        assertThat(Json.read(json, RunState.class)).isEqualTo(run);
        assertThat(map(Json.write(run))).isEqualTo(map(json));
    }

    @Test
    void whatIsFinishedAndWhatIsLeftOfItIsFrozenToo() {
        EndedRun run = new EndedRun(ref(8, 1), 2, EndedRun.Outcome.FAILED, 1, null, null, 1, 2, 3, 4, null, 0, 0)
                .withFramesDone(FrameRange.parse("1-4,7"))
                .withResults(Map.of("psnr", "38.2", "layers", "5"));
        String json = "{\"attempt\": {\"command\": 8, \"attempt\": 1}, \"leaseId\": 2, \"outcome\": \"FAILED\","
                + " \"exitCode\": 1, \"signal\": null, \"reason\": null, \"startedAt\": 1, \"endedAt\": 2,"
                + " \"cpuMillis\": 3, \"peakMemoryBytes\": 4, \"framesDone\": \"1-4,7\","
                + " \"results\": {\"layers\": \"5\", \"psnr\": \"38.2\"}}";
        assertThat(Json.read(json, EndedRun.class)).isEqualTo(run);
        assertThat(map(Json.write(run))).isEqualTo(map(json));
        RunDetails details =
                Objects.requireNonNull(MESSAGE.orders().run().get(1).details());
        List<FrameRange> stretches = List.of(FrameRange.parse("1-3"), FrameRange.of(7));
        String left = Json.write(details.with(FrameRange.parse("1-3,7"), stretches));
        assertThat(left).contains("\"frames\":\"1-3,7\"").endsWith("\"stretches\":[\"1-3\",\"7\"]}");
        assertThat(Json.read(left, RunDetails.class).stretches()).isEqualTo(stretches);
        assertThat(Json.write(details)).doesNotContain("stretches");
    }

    @Test
    void whatCameSinceThenIsLeftOutWhereThereIsNothingToSay() {
        EndedRun run = new EndedRun(
                ref(8, 1), 2, EndedRun.Outcome.FAILED, 1, null, null, 1, 2, 0, 0, EndedRun.Cause.NO_LICENSE, 0, 0);
        assertThat(Json.read(Json.write(run), EndedRun.class)).isEqualTo(run);
        assertThat(Json.write(run)).contains("\"cause\":\"NO_LICENSE\"");
        assertThat(Json.read(Json.write(run).replace("NO_LICENSE", "OF_A_LATER_RELEASE"), EndedRun.class)
                        .cause())
                .isNull();
        assertThat(Json.write(REPORT)).doesNotContain("cause");
        assertThat(Json.write(REPORT)).doesNotContain("found").doesNotContain("availability");
        assertThat(Json.write(REPORT)).doesNotContain("message").doesNotContain("framesDone");
        assertThat(Json.write(REPORT)).doesNotContain("released").doesNotContain("results");
        assertThat(Json.write(MESSAGE)).doesNotContain("watch").doesNotContain("files");
        Lookout lookout = new Lookout(600_000, "no license");
        assertThat(Json.read(Json.write(lookout), Lookout.class)).isEqualTo(lookout);
    }

    @Test
    void aReasonThatOnlyALaterReleaseKnowsIsTakenAsTheMildest() {
        Availability later = Json.read("{\"cause\": \"SUN_SHINES\", \"running\": \"FREEZE\"}", Availability.class);
        assertThat(later).isEqualTo(new Availability(Availability.Cause.LOCAL, "local", Availability.OfRunning.FINISH));
    }

    @Test
    void whatAnEarlierReleaseLeavesOutReadsAsNothing() {
        WorkerReport report = Json.read("{\"protocol\": 1, \"worker\": \"w\", \"bootId\": \"b\"}", WorkerReport.class);
        assertThat(report.running()).isEmpty();
        assertThat(report.ended()).isEmpty();
        assertThat(report.found()).isEmpty();
        assertThat(report.availability()).isNull();
        assertThat(Json.read("{\"farmId\": \"f\"}", WorkerOrders.class).files()).isEmpty();
        assertThat(Json.read("{}", LinkMessage.class).logsWanted()).isEmpty();
    }
}
