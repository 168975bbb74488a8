package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.LicenseName;
import org.puli.api.WorkerName;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Availability;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.ProbeReport;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerReport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is read by hand is what the mapper reads, and what it refuses is refused. */
class WorkerReportReaderTest {
    private static final JsonMapper PLAIN = Json.rules().build();

    /** What a peer may write where something else belongs. */
    private static final List<String> STRANGE = List.of(
            "null",
            "0",
            "-1",
            "7",
            "1.5",
            "3000000000",
            "99999999999999999999",
            "true",
            "\"\"",
            "\"x\"",
            "\"DONE\"",
            "\"RUNNING\"",
            "\"TOLD\"",
            "\"7\"",
            "[]",
            "[null]",
            "[1]",
            "[\"x\"]",
            "[[]]",
            "[{}]",
            "{}",
            "{\"value\": \"x\"}",
            "{\"x\": null}");

    private static final WorkerReport FULL = new WorkerReport(
            2,
            new WorkerName("w\u00fc1"),
            "boot \"1\"",
            1L << 40,
            "farm",
            new OrdersNumber(3, 1L << 35),
            new WorkerFacts(8, 1L << 34, "Linux", "2.0"),
            List.of(
                    new RunState(new AttemptRef(new CommandId(1L << 40), 3), 4, RunState.Phase.STARTING, 0, null),
                    new RunState(
                            new AttemptRef(new CommandId(5), 1),
                            6,
                            RunState.Phase.RUNNING,
                            7,
                            0.25,
                            "at it",
                            FrameRange.parse("1-9x2"),
                            List.of(new LicenseName("nuke")))),
            List.of(
                    ended(EndedRun.Outcome.DONE, 0, null, null, null),
                    ended(EndedRun.Outcome.FAILED, null, 9, "killed", EndedRun.Cause.OVER_MEMORY)
                            .withFramesDone(FrameRange.parse("1,9"))
                            .withResults(Map.of("psnr", "40"))),
            List.of("/a"),
            new Availability(Availability.Cause.LOCAL, "busy", Availability.OfRunning.FINISH),
            new ProbeReport(1, List.of()),
            PLAIN.readValue("{}", MachineHealth.class));

    private static EndedRun ended(
            EndedRun.Outcome outcome, Integer code, Integer signal, String reason, EndedRun.Cause cause) {
        return new EndedRun(
                new AttemptRef(new CommandId(8), 2), 9, outcome, code, signal, reason, 10, 11, 12, 13, cause, 14, 15);
    }

    private static Object byHand(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8), WorkerReport.class);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("not the JSON of a WorkerReport");
            return "refused";
        }
    }

    private static Object byMapper(String json) {
        try {
            WorkerReport report = PLAIN.readValue(json, WorkerReport.class);
            return report == null ? "refused" : report;
        } catch (JacksonException e) {
            return "refused";
        }
    }

    private static void assertSame(String json) {
        assertThat(byHand(json)).as(json).isEqualTo(byMapper(json));
    }

    /** All values of a tree, by their pointers. */
    private static List<String> pointers(JsonNode at, String pointer) {
        List<String> all = new ArrayList<>();
        for (String name : at.propertyNames()) {
            all.add(pointer + "/" + name);
            all.addAll(pointers(at.get(name), pointer + "/" + name));
        }
        for (int i = 0; i < at.size() && at.isArray(); i++) {
            all.add(pointer + "/" + i);
            all.addAll(pointers(at.get(i), pointer + "/" + i));
        }
        return all;
    }

    private static String with(String pointer, JsonNode value) {
        JsonNode tree = PLAIN.valueToTree(FULL);
        int cut = pointer.lastIndexOf('/');
        String name = pointer.substring(cut + 1);
        switch (tree.at(pointer.substring(0, cut))) {
            case ArrayNode list -> list.set(Integer.parseInt(name), value);
            case ObjectNode object -> object.set(name, value);
            default -> throw new AssertionError(pointer);
        }
        return tree.toString();
    }

    private static String without(String pointer) {
        JsonNode tree = PLAIN.valueToTree(FULL);
        int cut = pointer.lastIndexOf('/');
        if (tree.at(pointer.substring(0, cut)) instanceof ObjectNode object) {
            object.remove(pointer.substring(cut + 1));
        }
        return tree.toString();
    }

    private static void assertNothingIsLeftOut(JsonNode written, Class<? extends Record> of) {
        assertThat(written.propertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(of.getRecordComponents())
                        .map(component -> component.getName())
                        .toList());
    }

    @Test
    void aReportWithAllThereIsIsReadAsItWasWritten() {
        assertThat(byHand(Json.write(FULL))).isEqualTo(FULL);
        assertThat(byMapper(Json.write(FULL))).isEqualTo(FULL);
    }

    /** Whoever adds a component to one of these records adds it to the reader and to the report above. */
    @Test
    void everyComponentIsThereToBeRead() {
        JsonNode written = PLAIN.valueToTree(FULL);
        assertNothingIsLeftOut(written, WorkerReport.class);
        assertNothingIsLeftOut(written.get("ordersSeen"), OrdersNumber.class);
        assertNothingIsLeftOut(written.get("running").get(1), RunState.class);
        assertNothingIsLeftOut(written.get("running").get(1).get("attempt"), AttemptRef.class);
        assertNothingIsLeftOut(written.get("ended").get(1), EndedRun.class);
    }

    @Test
    void whateverStandsInAnyPlaceIsTakenOrRefusedAsByTheMapper() {
        for (String pointer : pointers(PLAIN.valueToTree(FULL), "")) {
            assertSame(without(pointer));
            for (String strange : STRANGE) {
                assertSame(with(pointer, PLAIN.readTree(strange)));
            }
        }
    }

    @Test
    void strangeMessagesAreTakenOrRefusedAsByTheMapper() {
        STRANGE.forEach(WorkerReportReaderTest::assertSame);
        String whole = Json.write(FULL);
        for (int cut = 0; cut < whole.length(); cut += 7) {
            assertSame(whole.substring(0, cut));
        }
    }

    @Test
    void whatNewerReleasesAddIsPassedOver() {
        JsonNode news = PLAIN.readTree("{\"a\": [1, {\"b\": null}], \"number\": \"x\"}");
        for (String at :
                List.of("", "/ordersSeen", "/running/1", "/running/1/attempt", "/ended/0", "/ended/0/attempt")) {
            assertThat(byHand(with(at + "/new", news))).as(at).isEqualTo(FULL);
        }
    }
}
