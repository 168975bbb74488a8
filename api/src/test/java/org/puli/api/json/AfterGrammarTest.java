package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.api.json.JobFixture.assertFault;
import static org.puli.api.json.JobFixture.fault;
import static org.puli.api.json.JobFixture.faults;
import static org.puli.api.json.JobFixture.yaml;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.JobId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.By;
import org.puli.api.spec.Dependency.Outcome;
import org.puli.api.spec.JobSpec;

class AfterGrammarTest {
    private static final String FRAMES = "{name: a, command: [x], frames: 1-9}";

    private static String job(String first, String after) {
        return "name: j\ntasks:\n  - " + first + "\n  - {name: b, command: [x], frames: 1-9, after: " + after + "}\n";
    }

    private static Dependency read(String after) {
        return yaml(job(FRAMES, after)).tasks().get(1).after().getFirst();
    }

    @Test
    void anotherJobIsNamedByItsNumber() {
        assertThat(read("{job: 41}")).isEqualTo(new Dependency.End(new JobId(41), null, Outcome.DONE, null, null));
        assertThat(read("{job: 41, task: render, outcome: failed}"))
                .isEqualTo(new Dependency.End(new JobId(41), "render", Outcome.FAILED, null, null));
    }

    @Test
    void commandsArePairedByFramesOrPlaces() {
        assertThat(read("{task: a, by: frame}")).isEqualTo(new Dependency.End(null, "a", Outcome.DONE, By.FRAME, null));
        assertThat(read("{task: a, by: command, offset: -2}"))
                .isEqualTo(new Dependency.End(null, "a", Outcome.DONE, By.COMMAND, -2));
        assertThat(read("{job: 3, task: x, by: frame, offset: 9999999}"))
                .isEqualTo(new Dependency.End(new JobId(3), "x", Outcome.DONE, By.FRAME, 9_999_999));
    }

    @Test
    void aTimeHasAZoneAndADelayCountsFromTheSubmit() {
        assertThat(read("{time: 2026-12-24T18:00:00+01:00}"))
                .isEqualTo(new Dependency.Time(Instant.parse("2026-12-24T17:00:00Z"), null));
        assertThat(read("{time: '2026-12-24T18:00Z'}"))
                .isEqualTo(new Dependency.Time(Instant.parse("2026-12-24T18:00:00Z"), null));
        assertThat(read("{delay: 1h30m}")).isEqualTo(new Dependency.Time(null, Duration.ofMinutes(90)));
        assertThat(read("{delay: 8784h}")).isEqualTo(new Dependency.Time(null, Duration.ofDays(366)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{job: 0}|/job|from 1 to",
                "{job: x}|/job|expected a whole number",
                "{outcome: any}||needs 'task'",
                "{job: 4, by: frame}|/by|goes with 'task'",
                "{task: a, offset: 1}|/offset|goes with 'by: frame' or 'by: command'",
                "{task: a, by: frames}|/by|expected one of frame, command; found",
                "{task: a, by: frame, offset: 10000000}|/offset|from -9999999 to 9999999",
                "{task: a, by: frame, offset: 0.5}|/offset|expected a whole number",
                "{time: 2026-12-24}|/time|is not a time; write 2026-12-24T18:00:00+01:00",
                "{time: 2026-12-24T18:00:00}|/time|is not a time",
                "{time: 2026-13-24T18:00:00Z}|/time|is not a time",
                "{time: }|/time|expected a time",
                "{delay: soon}|/delay|is not a duration",
                "{delay: 8784h1s}|/delay|is too long; at most 8784h",
                "{delay: 1h, task: a}||alone",
                "{time: 2026-12-24T18:00:00Z, delay: 1h}||alone",
                "{tim: 2026-12-24T18:00:00Z}|/tim|did you mean 'time'?",
            })
    void whatIsWrongIsTold(String after, String place, String words) {
        assertThat(faults(job(FRAMES, after))).anySatisfy(fault -> {
            assertThat(fault.pointer()).isEqualTo("/tasks/1/after" + (place == null ? "" : place));
            assertThat(fault.message()).contains(words);
        });
    }

    @Test
    void framesWaitForFramesOnly() {
        assertFault(
                fault(job("{name: a, command: [x]}", "{task: a, by: frame}")),
                "/tasks/1/after",
                4,
                "task 'a' has no frames",
                "by: command");
        assertThat(yaml(job("{name: a, command: [x]}", "{task: a, by: command}"))
                        .tasks())
                .hasSize(2);
    }

    @Test
    void pairedFramesMayHaveAThousandParts() {
        assertThat(yaml(job(parts(1_000), "{task: a, by: frame}")).tasks()).hasSize(2);
        assertFault(
                fault(job(parts(1_001), "{task: a, by: frame}")), "/tasks/1/after", 4, "1001 parts", "at most 1000");
    }

    private static String parts(int count) {
        String frames = IntStream.range(0, count).mapToObj(i -> "" + 2 * i).collect(Collectors.joining(","));
        return "{name: a, command: [x], frames: '" + frames + "'}";
    }

    @Test
    void groupsAreWaitedForAsAWhole() {
        String text = """
                name: j
                groups:
                  - name: g
                    tasks: [{name: t, command: [x]}]
                  - name: h
                    after: {task: t, by: command}
                    tasks: [{name: u, command: [x], after: {task: g, by: command}}]
                """;
        assertThat(faults(text))
                .extracting(fault -> fault.pointer() + ": " + fault.message())
                .anySatisfy(fault -> assertThat(fault).contains("/groups/1/after", "'h' is a group"))
                .anySatisfy(fault -> assertThat(fault).contains("/groups/1/tasks/0/after", "'g' is a group"));
    }

    @Test
    void pairsGoRoundInNoCircleEither() {
        String text = """
                name: j
                tasks:
                  - {name: a, command: [x], frames: 1-9, after: {task: b, by: frame, offset: -1}}
                  - {name: b, command: [x], frames: 1-9, after: {task: a, by: frame}}
                """;
        assertFault(fault(text), "/tasks/0/after", 3, "circle", "a -> b");
    }

    @Test
    void aJobWaitsForOtherJobsAndTimes() {
        JobSpec job = yaml("name: j\nafter: [{job: 7}, {delay: 5m}]\ntasks: [{name: t, command: [x]}]\n");
        assertThat(job.after())
                .containsExactly(
                        new Dependency.End(new JobId(7), null, Outcome.DONE, null, null),
                        new Dependency.Time(null, Duration.ofMinutes(5)));
        assertFault(
                fault("name: j\nafter: t\ntasks: [{name: t, command: [x]}]\n"),
                "/after",
                2,
                "a job waits for other jobs, times and files");
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 33})
    void thirtyTwoTimesAreEnough(int count) {
        String text = job(
                FRAMES,
                IntStream.range(0, count).mapToObj(i -> "{delay: 1h}").collect(Collectors.joining(",", "[", "]")));
        if (count == JobLimits.TIMES) {
            assertThat(yaml(text).tasks().get(1).after()).hasSize(count);
        } else {
            assertFault(fault(text), "/tasks/1/after", 4, "waits for 33 times; at most 32");
        }
    }

    @Test
    void whatIsWrittenAndStoredIsReadBack() {
        JobSpec job = yaml("""
                name: j
                after: [{job: 7, outcome: any}, {time: 2026-12-24T18:00:00.5Z}]
                tasks:
                  - {name: a, command: [x], frames: 1-9}
                  - name: b
                    command: [x]
                    frames: 1-9
                    after: [{task: a, by: frame, offset: -1}, {job: 3, task: x, by: command}, {delay: 90s}]
                """);
        JobDefaults defaults = new JobDefaults(job.owner(), null);
        assertThat(JobReader.read(JobWriter.write(job), JobReader.Format.JSON, defaults))
                .isEqualTo(job);
        assertThat(Json.read(Json.write(job), JobSpec.class)).isEqualTo(job);
    }

    @Test
    void whatWasStoredBeforeThereWereKindsIsStillRead() {
        String stored = "{\"specVersion\":1,\"name\":\"j\",\"owner\":\"ada\",\"pool\":\"default\",\"priority\":50,"
                + "\"weight\":1.0,\"maxWorkers\":0,\"tasks\":[{\"name\":\"b\",\"chunk\":1,\"commands\":[],"
                + "\"after\":[{\"task\":\"a\",\"outcome\":\"ANY\"}]}]}";
        JobSpec job = Json.read(stored, JobSpec.class);
        assertThat(job.tasks().getFirst().after()).isEqualTo(List.of(Dependency.on("a", Outcome.ANY)));
        assertThat(job.after()).isEmpty();
    }

    @Test
    void dependenciesAreToldInWords() {
        assertThat(read("a").words()).isEqualTo("'a' to end done");
        assertThat(read("{job: 41, outcome: any}").words()).isEqualTo("job 41 to end any");
        assertThat(read("{job: 4, task: x, by: frame, offset: -1}").words())
                .isEqualTo("'x' of job 4 to end done, frame by frame with offset -1");
        assertThat(read("{delay: 90s}").words()).isEqualTo("1m30s after its submit");
        assertThat(read("{time: 2026-12-24T18:00:00+01:00}").words()).isEqualTo("2026-12-24T17:00:00Z");
    }
}
