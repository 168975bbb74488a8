package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.puli.api.json.JobFixture.assertFault;
import static org.puli.api.json.JobFixture.task;
import static org.puli.api.json.JobFixture.taskFault;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.spec.JobSpec;

class ArgumentsGrammarTest {
    private static final String JOB = """
            name: j
            owner: ada
            tags: {shot: sh010}
            arguments: {scene: /show/a.blend, version: 1.10}
            tasks: [{name: a, command: [r, "{scene}"]}]
            groups:
              - name: g
                tags: {stage: light}
                arguments: {scene: /show/b.blend}
                tasks:
                  - {name: b, arguments: {samples: 64, fast: true}, tags: {pass: beauty, take: 2}, command: [r]}
                  - {name: c, shell: true, command: "echo {scene}"}
            """;

    private static JobSpec read(String yaml) {
        return JobReader.read(yaml, JobReader.Format.YAML, new JobDefaults("ada", null));
    }

    private static List<String> faults(String yaml) {
        return catchThrowableOfType(BadDocument.class, () -> read(yaml)).faults().stream()
                .map(fault -> fault.pointer() + ": " + fault.message())
                .toList();
    }

    private static List<String> faultsOfLine(String command, String arguments) {
        return faults("{name: j, tasks: [{name: t, " + command + ", arguments: " + arguments + "}]}");
    }

    @Test
    void jobsGroupsAndTasksSayThemAndNumbersAreTakenAsTheirText() {
        JobSpec job = read(JOB);
        assertThat(job.settings().arguments())
                .containsExactly(Map.entry("scene", "/show/a.blend"), Map.entry("version", "1.10"));
        var group = job.groups().getFirst();
        assertThat(group.settings().arguments()).containsExactly(Map.entry("scene", "/show/b.blend"));
        assertThat(group.settings().tags()).containsExactly(Map.entry("stage", "light"));
        assertThat(group.tasks().getFirst().settings().arguments())
                .containsExactly(Map.entry("fast", "true"), Map.entry("samples", "64"));
        assertThat(group.tasks().getFirst().settings().tags())
                .containsExactly(Map.entry("pass", "beauty"), Map.entry("take", "2"));
        assertThat(job.settings().tags()).isEmpty();
        assertThat(JobReader.read(JobWriter.write(job), JobReader.Format.JSON, new JobDefaults("ada", null)))
                .isEqualTo(job);
        assertThat(Json.read(Json.write(job), JobSpec.class)).isEqualTo(job);
        assertThat(Json.write(read("{name: j, tasks: [{name: t, command: [a]}]}")))
                .doesNotContain("arguments\":{");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "frame|{frame} says a frame already",
                "frames|{frames} says a frame already",
                "first|{first} says a frame already",
                "last|{last} says a frame already",
                "PULI_JOB|names that start with PULI_ are the worker's",
                "1a|'1a' is not the name of an argument",
                "a-b|'a-b' is not the name of an argument"
            })
    void namesThatAreTakenOrNoNamesAreRefused(String name, String words) {
        assertFault(taskFault("command: [a]", "arguments: {" + name + ": b}"), "/tasks/0/arguments/" + name, 5, words);
    }

    @Test
    void limitsHoldAtTheirEdges() {
        assertThat(task("command: [a]", "arguments: {" + "a".repeat(64) + ": b}")
                        .settings()
                        .arguments())
                .hasSize(1);
        assertThat(taskFault("command: [a]", "arguments: {" + "a".repeat(65) + ": b}")
                        .message())
                .contains("at most 64");
        assertThat(task("command: [a]", "arguments: " + many(1_000)).settings().arguments())
                .hasSize(1_000);
        assertThat(taskFault("command: [a]", "arguments: " + many(1_001)).message())
                .contains("1001 arguments; at most 1000");
        String longest = "x".repeat(131_071);
        assertThat(task("command: [a, '{a}']", "arguments: {a: " + longest + "}")
                        .settings()
                        .arguments())
                .containsEntry("a", longest);
        assertThat(taskFault("command: [a]", "arguments: {a: " + longest + "x}").message())
                .contains("the value of 'a' has more than 131071 bytes");
        assertThat(taskFault("command: [a]", "arguments: {a: " + longest + ", bc: " + longest + "}")
                        .message())
                .contains("262145 characters in all; at most 262144");
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i + ": b").collect(Collectors.joining(", ", "{", "}"));
    }

    @Test
    void whatIsTooLongWithItsValuesInItIsRefused() {
        String longest = "x".repeat(131_071);
        assertThat(faultsOfLine("command: [a, 'b{v}']", "{v: " + longest + "}"))
                .containsExactly("/tasks/0: 'b{v}' has more than 131071 bytes with the values of its arguments,"
                        + " which no system takes");
        assertThat(faultsOfLine("command: [a, 'bc{v}']", "{v: " + "ä".repeat(65_535) + "}"))
                .hasSize(1);
        assertThat(faultsOfLine("shell: true, command: 'a'", "{v: " + longest + "}"))
                .singleElement()
                .asString()
                .contains("too long for a shell, which gets it as PULI_ARG_v");
        String line = "command: [" + "'{v}', ".repeat(17) + "a]";
        assertThat(faultsOfLine(line, "{v: " + longest + "}"))
                .singleElement()
                .asString()
                .contains("at most 2097152 are allowed");
        assertThat(faultsOfLine("command: ['{v}']", "{v: ''}"))
                .singleElement()
                .asString()
                .contains("names no program");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: [r, '{v}'], frames: 1-3|{v: 'x.{frame:04}'}",
                "command: [r, '{{v}}'], frames: 1-3|{v: frame}",
                "command: [r, '{v}{w}'], frames: 1-3|{v: '{fra', w: 'me}'}",
                "command: [r, '{v}']|{v: $PULI_JOB}",
                "command: [r, '$PULI_JOB{v}']|{v: _NAME}",
                "commands: [[r], [r, '{v}']]|{v: '${PULI_JOB}'}"
            })
    void aValueThatWouldMakeAPlaceholderIsRefusedSinceItIsNotExpanded(String text) {
        String[] parts = text.split("\\|", 2);
        assertThat(faultsOfLine(parts[0], parts[1]))
                .singleElement()
                .asString()
                .contains("would make a placeholder there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: [r, '{v}']|{v: 'x.{frame:04}'}",
                "command: [r, '{frame}', '{v}'], frames: 1-3|{v: '{other} $HOME'}",
                "command: [r, '{v}'], frames: 1-3|{w: '{frame}', v: x}",
                "shell: true, command: 'r {v}', frames: 1-3|{v: '{frame} $PULI_JOB'}"
            })
    void aValueThatStaysWhatItIsIsTaken(String text) {
        String[] parts = text.split("\\|", 2);
        assertThat(read("{name: j, tasks: [{name: t, " + parts[0] + ", arguments: " + parts[1] + "}]}")
                        .tasks())
                .hasSize(1);
    }

    @Test
    void theFaultOfATaskInAGroupIsToldOfThatTask() {
        assertThat(faults("""
                name: j
                arguments: {v: "{frame}"}
                tasks: [{name: a, command: [r, "{v}"]}]
                groups: [{name: g, tasks: [{name: b, frames: 1-2, command: [r, "{v}"]}]}]
                """)).singleElement().asString().startsWith("/groups/0/tasks/0: ");
    }

    @Test
    void anEditOfAnyPlaceIsHeldToTheSameRules() {
        JobSpec job = read(JOB);
        var patched = JobPatch.job(job, PatchWords.read(List.of("arg.version=1.20", "arguments.scene=")));
        assertThat(patched.spec().settings().arguments()).containsExactly(Map.entry("version", "1.20"));
        assertThat(patched.after()).isEqualTo("{\"arguments\":{\"version\":\"1.20\"}}");
        String words = PatchWords.read(List.of("arg.samples=128", "tag.pass=shadow", "tags.take="));
        JobSpec task = JobPatch.node(job, 2, words).spec();
        assertThat(task.groups().getFirst().tasks().getFirst().settings().arguments())
                .containsExactly(Map.entry("fast", "true"), Map.entry("samples", "128"));
        assertThat(task.groups().getFirst().tasks().getFirst().settings().tags())
                .containsExactly(Map.entry("pass", "shadow"));
        JobSpec group = JobPatch.node(job, 1, "{\"arguments\": {\"x\": 1}, \"tags\": {\"stage\": \"fx\"}}")
                .spec();
        assertThat(group.groups().getFirst().settings().arguments())
                .containsExactly(Map.entry("scene", "/show/b.blend"), Map.entry("x", "1"));
        assertThat(group.groups().getFirst().settings().tags()).containsExactly(Map.entry("stage", "fx"));
        assertThat(catchThrowableOfType(
                                BadDocument.class,
                                () -> JobPatch.job(job, "{\"arguments\": {\"scene\": \"$PULI_JOB\"}}"))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).startsWith("task 'a': the value of an argument in"));
        assertThat(catchThrowableOfType(
                                BadDocument.class, () -> JobPatch.job(job, "{\"arguments\": {\"last\": \"a\"}}"))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/arguments/last"));
    }
}
