package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.api.json.JobFixture.assertFault;
import static org.puli.api.json.JobFixture.fault;
import static org.puli.api.json.JobFixture.jsonFaults;
import static org.puli.api.json.JobFixture.task;
import static org.puli.api.json.JobFixture.taskFault;
import static org.puli.api.json.JobFixture.yaml;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.TaskSpec;

/** Each limit of a job document, at the limit and one past it. */
class JobLimitsTest {
    private static final String TASKS = "tasks: [{name: t, command: [a]}]\n";

    private static String many(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(","));
    }

    @Test
    void commandsOfAJob() {
        TaskSpec most = task("command: [a]", "frames: 0-9999999");
        assertThat(most.commandCount()).isEqualTo(JobLimits.COMMANDS);
        assertFault(taskFault("command: [a]", "frames: -1-9999999"), "", 1, "has 10000001 commands; at most 10000000");
    }

    @Test
    void framesOfAJobWhoseSumsGoPastAnInt() {
        String tasks = "{name: t%d, command: [a], frames: -9999999-9999999, chunk: 1000000}";
        assertThat(yaml("name: j\ntasks: [" + many(5, tasks::formatted) + "]\n").commandCount())
                .isEqualTo(100);
        assertFault(
                fault("name: j\ntasks: [" + many(200, tasks::formatted) + "]\n"),
                "",
                1,
                "has 3999999800 frames; at most 100000000");
    }

    @Test
    void duplicatesAmongHugeRangesAreFoundQuickly() {
        assertThat(taskFault("command: [a]", "chunk: 1000000", "frames: 0-9999998x2,1-9999999x2,-8--1,9999999")
                        .message())
                .contains("frame 9999999 is named twice");
        assertThat(task("command: [a]", "frames: 0-9999998x2,1-9999999x2").commandCount())
                .isEqualTo(10_000_000);
    }

    @Test
    void partsOfAFrameRange() {
        IntFunction<String> part = i -> Integer.toString(i * 2);
        assertThat(task("command: [a]", "frames: '" + many(JobLimits.FRAME_PARTS, part) + "'")
                        .commandCount())
                .isEqualTo(JobLimits.FRAME_PARTS);
        assertFault(
                taskFault("command: [a]", "frames: '" + many(JobLimits.FRAME_PARTS + 1, part) + "'"),
                "/tasks/0/frames",
                5,
                "has 10001 parts; at most 10000");
    }

    @Test
    void commandsThatAreSpelledOut() {
        String text = "{\"name\":\"j\",\"tasks\":[{\"name\":\"t\",\"commands\":[%s]}]}";
        IntFunction<String> command = i -> "[\"a\"]";
        assertThat(JobFixture.json(text.formatted(many(JobLimits.EXPLICIT_COMMANDS, command)))
                        .commandCount())
                .isEqualTo(JobLimits.EXPLICIT_COMMANDS);
        assertThat(jsonFaults(text.formatted(many(JobLimits.EXPLICIT_COMMANDS + 1, command))))
                .first()
                .satisfies(f -> assertFault(f, "/tasks/0/commands", 1, "has 250001 entries; at most 250000"));
    }

    @Test
    void commandsThatAreSpelledOutInSeveralTasks() {
        String task = "{\"name\":\"%s\",\"commands\":[%s]}";
        String text = "{\"name\":\"j\",\"tasks\":[" + task + "," + task + "]}";
        String half = many(JobLimits.EXPLICIT_COMMANDS / 2, i -> "[\"a\"]");
        assertThat(JobFixture.json(text.formatted("a", half, "b", half)).commandCount())
                .isEqualTo(250_000);
        assertFault(
                jsonFaults(text.formatted("a", half, "b", half + ",[\"a\"]")).getFirst(),
                "",
                1,
                "spells out 250001 commands; at most 250000");
    }

    @Test
    void tasksAndGroupsOfAJob() {
        IntFunction<String> task = i -> "{name: t" + i + ", command: [a]}";
        String text = "name: j\ntasks: [%s]\ngroups: [{name: g, tasks: [{name: u, command: [a]}]}]\n";
        assertThat(yaml(text.formatted(many(JobLimits.NODES - 2, task))).tasks())
                .hasSize(9_998);
        assertFault(
                fault(text.formatted(many(JobLimits.NODES - 1, task))), "", 1, "has 10001 tasks and groups; at most");
    }

    @Test
    void groupsWithinGroups() {
        String open = "{name: g%d, groups: [";
        assertThat(yaml("name: j\ngroups: [" + nested(8, open) + "]\n").groups())
                .hasSize(1);
        assertThat(JobFixture.faults("name: j\ngroups: [" + nested(9, open) + "]\n"))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).isEqualTo("groups may be nested 8 deep"));
    }

    private static String nested(int depth, String open) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < depth; i++) {
            text.append(open.formatted(i));
        }
        return text.append("{name: last, tasks: [{name: t, command: [a]}]}")
                .append("]}".repeat(depth - 1))
                .toString();
    }

    @Test
    void argumentsOfACommand() {
        assertThat(task("command: [" + many(JobLimits.ARGUMENTS, i -> "a") + "]")
                        .command()
                        .arguments())
                .hasSize(JobLimits.ARGUMENTS);
        assertThat(JobFixture.faults(JobFixture.withTask("command: [" + many(JobLimits.ARGUMENTS + 1, i -> "a") + "]")))
                .first()
                .satisfies(f -> assertFault(f, "/tasks/0/command", 4, "has 10001 entries; at most 10000"));
    }

    @Test
    void bytesOfAnArgument() {
        String most = "ä".repeat(JobLimits.ARGUMENT_BYTES / 2);
        assertThat(task("command: [a, " + most + "x]").command().arguments()).hasSize(2);
        assertFault(taskFault("command: [a, " + most + "ä]"), "/tasks/0/command/1", 4, "at most 131071 bytes");
    }

    @Test
    void tagsOfAJob() {
        IntFunction<String> tag = i -> "t" + i + ": v";
        assertThat(yaml("name: j\ntags: {" + many(JobLimits.TAGS, tag) + "}\n" + TASKS)
                        .tags())
                .hasSize(JobLimits.TAGS);
        assertFault(fault("name: j\ntags: {" + many(JobLimits.TAGS + 1, tag) + "}\n" + TASKS), "/tags", 2, "has 65");
    }

    @Test
    void licensesOfATask() {
        IntFunction<String> name = i -> "l" + i;
        IntFunction<String> seats = i -> "l" + i + ": 2";
        int most = JobLimits.LICENSES;
        assertThat(task("command: [a]", "licenses: [" + many(most, name) + "]")
                        .settings()
                        .licenses())
                .hasSize(most);
        String pointer = "/tasks/0/licenses";
        assertFault(taskFault("command: [a]", "licenses: [" + many(most + 1, name) + "]"), pointer, 5, "has 65");
        assertFault(taskFault("command: [a]", "licenses: {" + many(most + 1, seats) + "}"), pointer, 5, "has 65");
    }

    @Test
    void variablesOfAnEnvironment() {
        IntFunction<String> variable = i -> "V" + i + ": x";
        int most = JobLimits.VARIABLES;
        assertThat(task("command: [a]", "environment: {" + many(most, variable) + "}")
                        .settings()
                        .environment())
                .hasSize(most);
        assertFault(
                taskFault("command: [a]", "environment: {" + many(most + 1, variable) + "}"),
                "/tasks/0/environment",
                5,
                "has 1001 variables; at most 1000");
    }

    @Test
    void charactersOfAnEnvironmentAndBytesOfAVariable() {
        String most = "x".repeat(JobLimits.ENVIRONMENT - 3 - 103);
        String rest = "y".repeat(100);
        assertThat(task("command: [a]", "environment: {A: " + most + ", B: " + rest + "}")
                        .settings()
                        .environment())
                .hasSize(2);
        String pointer = "/tasks/0/environment";
        assertFault(
                taskFault("command: [a]", "environment: {A: " + most + "x, B: " + rest + "}"),
                pointer,
                5,
                "has 131073 characters in all; at most 131072");
        String wide = "ä".repeat(JobLimits.ARGUMENT_BYTES / 2 + 1);
        assertFault(taskFault("command: [a]", "environment: {A: " + wide + "}"), pointer + "/A", 5, "131071 bytes");
    }

    @Test
    void thingsThatATaskWaitsFor() {
        String text = "name: j\ntasks: [" + "{name: a, command: [x]}, {name: b, command: [x], after: [%s]}]\n";
        int most = JobLimits.DEPENDENCIES;
        assertThat(yaml(text.formatted(many(most, i -> "a"))).tasks().get(1).after())
                .hasSize(most);
        assertFault(fault(text.formatted(many(most + 1, i -> "a"))), "/tasks/1/after", 2, "has 1001 entries");
    }

    @Test
    void filesThatATaskWaitsForAndTheirCharacters() {
        IntFunction<String> file = i -> "{file: /" + i + "}";
        String after = "after: [" + many(JobLimits.FILES, file) + "]";
        assertThat(task("command: [a]", after).after()).hasSize(JobLimits.FILES);
        String past = many(JobLimits.FILES + 1, file);
        assertFault(
                taskFault("command: [a]", "after: [" + past + "]"),
                "/tasks/0/after",
                5,
                "waits for 33 files; at most 32 are allowed");
        assertFault(fault("name: j\nafter: [" + past + "]\n" + TASKS), "/after", 2, "waits for 33 files");
        String most = "/" + "p".repeat(JobLimits.PATH - 1);
        assertThat(task("command: [a]", "after: {file: " + most + "}").after())
                .containsExactly(new Dependency.File(most));
        assertFault(
                taskFault("command: [a]", "after: {file: " + most + "p}"),
                "/tasks/0/after/file",
                5,
                "has 4097 characters; at most 4096 are allowed");
    }

    @Test
    void charactersOfAPath() {
        String most = "/" + "p".repeat(JobLimits.PATH - 1);
        assertThat(task("command: [a]", "workingDirectory: " + most).settings().workingDirectory())
                .hasSize(JobLimits.PATH);
        assertFault(
                taskFault("command: [a]", "workingDirectory: " + most + "p"),
                "/tasks/0/workingDirectory",
                5,
                "has 4097 characters");
    }

    @Test
    void valuesOfADocumentAreCountedBeforeTheyFillTheMemory() {
        // The root, the list and its entries: one more than may be.
        String past = "{\"x\":[" + "1,".repeat(JobLimits.VALUES - 2) + "1]}";
        String most = "{\"x\":[" + "1,".repeat(JobLimits.VALUES - 3) + "1]}";
        assertFault(jsonFaults(past).getFirst(), "", 1, "more than 2000000 values");
        assertThat(jsonFaults(most).getFirst().message()).contains("unknown key 'x'");
        assertFault(fault(past), "", 1, "more than 2000000 values");
    }
}
