package org.puli.api.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.json.Json;
import tools.jackson.core.type.TypeReference;

/**
 * Frames of real links, written down between programs of each version of the protocol: today's records read them all,
 * and say all of it when they write it again; what they write is understood by the version before.
 */
class RecordedProtocolTest {
    private static List<String> recorded(int version, String speaker) throws IOException {
        String name = "v" + version + "/" + speaker + ".jsonl";
        try (InputStream file = RecordedProtocolTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static Object tree(String json) {
        return Json.read(json, new TypeReference<Map<String, Object>>() {});
    }

    /** Whether one says at least what the other says. A field without a value says nothing, nor does a list. */
    private static boolean says(Object all, Object part) {
        return switch (part) {
            case null -> true;
            case Map<?, ?> fields ->
                fields.entrySet().stream()
                        .allMatch(field -> isNothing(field.getValue())
                                || (all instanceof Map<?, ?> map && says(map.get(field.getKey()), field.getValue())));
            case List<?> list -> {
                boolean isSame = all instanceof List<?> other && other.size() == list.size();
                for (int i = 0; isSame && i < list.size(); i++) {
                    isSame = says(((List<?>) all).get(i), list.get(i));
                }
                yield isSame;
            }
            default -> part.equals(all);
        };
    }

    private static boolean isNothing(Object value) {
        return value == null || value.equals(List.of()) || value.equals(0) || value.equals(Map.of());
    }

    private static void assertSays(String whole, String part) {
        assertThat(says(tree(whole), tree(part)))
                .as("%s%nsays all of%n%s", whole, part)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyFrameIsReadAndNothingOfItIsLost(int version) throws IOException {
        for (String frame : recorded(version, "worker")) {
            WorkerReport report = Json.read(frame, WorkerReport.class);
            assertThat(report.protocol()).isEqualTo(version);
            assertSays(Json.write(report), frame);
        }
        for (String frame : recorded(version, "dispatcher")) {
            assertSays(Json.write(Json.read(frame, LinkMessage.class)), frame);
        }
    }

    @Test
    void theRecordingsShowWhatThereIsToShow() throws IOException {
        Set<Object> shown = new HashSet<>();
        for (int version = 1; version <= WorkerReport.PROTOCOL; version++) {
            for (String frame : recorded(version, "worker")) {
                WorkerReport report = Json.read(frame, WorkerReport.class);
                shown.add(version + (report.facts() == null ? "" : " facts"));
                shown.add(version + (report.availability() == null ? "" : " availability"));
                report.found().forEach(file -> shown.add("found"));
                report.running().forEach(run -> shown.add(run.phase()));
                report.ended().forEach(run -> shown.add(run.outcome()));
            }
            for (String frame : recorded(version, "dispatcher")) {
                LinkMessage message = Json.read(frame, LinkMessage.class);
                shown.add(version + (message.hello() == null ? "" : " hello"));
                shown.add(version + (message.logsWanted().isEmpty() ? "" : " log"));
            }
        }
        assertThat(shown)
                .contains("1 facts", "2 facts", "1 availability", "2 availability", "found", "1 log", "2 log")
                .contains("2 hello", RunState.Phase.STARTING, RunState.Phase.RUNNING, EndedRun.Outcome.DONE)
                .contains(EndedRun.Outcome.FAILED, EndedRun.Outcome.STOPPED)
                .doesNotContain("1 hello");
    }

    @Test
    void aWorkerOfTheVersionBeforeUnderstandsAllThatTodaysDispatcherSays() throws IOException {
        for (String frame : recorded(2, "dispatcher")) {
            String written = Json.write(Json.read(frame, LinkMessage.class));
            ReaderOfVersionOne.Message read = Json.read(written, ReaderOfVersionOne.Message.class);
            // All but the hello, of which that version knows nothing.
            assertSays(Json.write(read), written.replaceAll("\"hello\":\\{[^}]*\\}", "\"hello\":null"));
        }
    }

    @Test
    void aDispatcherOfTheVersionBeforeUnderstandsAllThatTodaysWorkerSaysInThatVersion() throws IOException {
        for (String frame : recorded(2, "worker")) {
            String written = Json.write(Json.read(frame, WorkerReport.class).inProtocol(1));
            ReaderOfVersionOne.Report read = Json.read(written, ReaderOfVersionOne.Report.class);
            assertThat(read.protocol()).isEqualTo(1);
            assertSays(Json.write(read), written);
        }
    }
}
