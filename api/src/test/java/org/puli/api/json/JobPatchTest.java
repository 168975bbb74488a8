package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.ProcessLimits;
import org.puli.api.spec.StopRule;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSpec;

class JobPatchTest {
    private static final JobSpec JOB = JobReader.read("""
            name: j
            owner: ada
            priority: 50
            tags: {shot: sh010, seq: a}
            environment: {A: "1.10", B: b}
            attempts: 3
            tasks:
              - {name: a, command: [r, "{frame}"], frames: 1-10, chunk: 2, cores: 2}
              - {name: b, commands: [[x], [y]], after: a}
            groups:
              - name: g
                after: b
                timeout: 90s
                tasks: [{name: c, shell: true, command: "echo hi"}]
                groups: [{name: h, tasks: [{name: d, command: [z]}]}]
            """, JobReader.Format.YAML, new JobDefaults("ada", null));

    @Test
    void valuesTakeThePlaceOfOthersMapsAreMergedAndNullTakesAway() {
        var patched = JobPatch.job(JOB, """
                {"priority": 80, "tags": {"shot": "sh020", "seq": null}, "environment": {"C": 1.10}, "attempts": null,
                 "pool": "fast", "maxWorkers": 4, "name": "k"}""");
        JobSpec job = patched.spec();
        assertThat(job.priority()).isEqualTo(80);
        assertThat(job.maxWorkers()).isEqualTo(4);
        assertThat(job.name()).isEqualTo("k");
        assertThat(job.pool().value()).isEqualTo("fast");
        assertThat(job.owner()).isEqualTo("ada");
        assertThat(job.tags()).containsExactly(Map.entry("shot", "sh020"));
        assertThat(job.settings().environment())
                .containsExactly(Map.entry("A", "1.10"), Map.entry("B", "b"), Map.entry("C", "1.10"));
        assertThat(job.settings().attempts()).isNull();
        assertThat(job.tasks()).isEqualTo(JOB.tasks());
        assertThat(job.groups()).isEqualTo(JOB.groups());
        assertThat(JobPatch.job(JOB, "{\"priority\": 80, \"attempts\": null}").before())
                .isEqualTo("{\"priority\":50,\"attempts\":3}");
        assertThat(JobPatch.job(JOB, "{\"priority\": 80, \"attempts\": null}").after())
                .isEqualTo("{\"priority\":80}");
    }

    @Test
    void limitsAreChangedKeyByKey() {
        JobSpec limited = JobPatch.job(JOB, "{\"limits\": {\"nice\": 5, \"pinned\": true}}")
                .spec();
        assertThat(limited.settings().limits()).isEqualTo(new ProcessLimits(null, null, 5, null, true));
        String patch = PatchWords.read(List.of("limits.nice=7", "limits.pinned="));
        assertThat(JobPatch.job(limited, patch).spec().settings().limits())
                .isEqualTo(new ProcessLimits(null, null, 7, null, null));
    }

    @Test
    void nothingChangesWithoutAChange() {
        assertThat(JobPatch.job(JOB, "{}").spec()).isEqualTo(JOB);
        for (int place = 0; place < 6; place++) {
            assertThat(JobPatch.node(JOB, place, "{}").spec()).isEqualTo(JOB);
        }
    }

    @Test
    void tasksAndGroupsAreCountedAsTheFarmNumbersThem() {
        List<String> names = List.of("a", "b", "g", "c", "h", "d");
        for (int place = 0; place < names.size(); place++) {
            JobSpec job = JobPatch.node(JOB, place, "{\"memory\": \"2G\", \"timeout\": \"5m\"}")
                    .spec();
            String json = JobWriter.write(job);
            String changed = json.replaceAll("(?s).*\"name\":\"(\\w)\"(?:(?!\"name\").)*\"memory\".*", "$1");
            assertThat(changed).isEqualTo(names.get(place));
        }
    }

    @Test
    void tasksAndGroupsGetOtherPlaces() {
        JobPatch.Patched task = JobPatch.node(JOB, 0, "{\"place\": -1}");
        assertThat(task.spec().tasks().getFirst().precedence()).isEqualTo(new Precedence(50, 1, 0, -1));
        assertThat(task.before()).isEqualTo("{\"place\":0}");
        assertThat(task.after()).isEqualTo("{\"place\":-1}");
        JobSpec group = JobPatch.node(task.spec(), 2, "{\"place\": 7}").spec();
        assertThat(group.groups().getFirst().precedence()).isEqualTo(new Precedence(50, 1, 0, 7));
        assertThat(JobReader.read(JobWriter.write(group), JobReader.Format.JSON, new JobDefaults("ada", null)))
                .isEqualTo(group);
    }

    @Test
    void theRulesThatStopAJobBecomeOthers() {
        JobPatch.Patched patched = JobPatch.job(JOB, "{\"stopAfterFailures\": 3, \"stopAtFailureRate\": 0.5}");
        assertThat(patched.spec().settings().failurePolicy().stop()).isEqualTo(new StopRule(3, 0.5));
        assertThat(patched.after()).isEqualTo("{\"stopAfterFailures\":3,\"stopAtFailureRate\":0.5}");
        JobPatch.Patched one = JobPatch.job(patched.spec(), "{\"stopAtFailureRate\": null}");
        assertThat(one.spec().settings().failurePolicy().stop()).isEqualTo(new StopRule(3, null));
        assertThat(JobPatch.job(one.spec(), "{\"stopAfterFailures\": null}").spec())
                .isEqualTo(JOB);
    }

    @Test
    void tasksGroupsAndTheJobItselfGetAnotherOrderAndKeepTheRest() {
        JobPatch.Patched task = JobPatch.node(JOB, 0, "{\"priority\": 70, \"weight\": 2.5, \"maxWorkers\": 3}");
        assertThat(task.spec().tasks().getFirst())
                .isEqualTo(JOB.tasks().getFirst().withPrecedence(new Precedence(70, 2.5, 3)));
        assertThat(task.before()).isEqualTo("{\"priority\":50,\"weight\":1.0,\"maxWorkers\":0}");
        assertThat(task.after()).isEqualTo("{\"priority\":70,\"weight\":2.5,\"maxWorkers\":3}");
        JobPatch.Patched group = JobPatch.node(task.spec(), 2, "{\"strategy\": \"as-is\", \"weight\": 4}");
        assertThat(group.spec().groups().getFirst())
                .isEqualTo(JOB.groups().getFirst().withOrder(new Precedence(50, 4, 0), Strategy.AS_IS));
        assertThat(group.before()).isEqualTo("{\"weight\":1.0,\"strategy\":\"fifo\"}");
        JobSpec job = JobPatch.job(group.spec(), "{\"strategy\": \"weighted\"}").spec();
        assertThat(job.strategy()).isEqualTo(Strategy.WEIGHTED);
        assertThat(job.groups()).isEqualTo(group.spec().groups());
        JobSpec back = JobPatch.job(job, "{\"strategy\": null}").spec();
        back = JobPatch.node(back, 0, "{\"priority\": null, \"weight\": null, \"maxWorkers\": null}")
                .spec();
        back = JobPatch.node(back, 2, "{\"strategy\": null, \"weight\": null}").spec();
        assertThat(back).isEqualTo(JOB);
    }

    @Test
    void aTaskKeepsWhatItIsAndRunsAnotherCommandLine() {
        JobSpec job = JobPatch.node(JOB, 0, "{\"command\": [\"q\", 7, \"{frame:04}\"], \"cores\": null}")
                .spec();
        TaskSpec task = job.tasks().getFirst();
        assertThat(task.command().arguments()).containsExactly("q", "7", "{frame:04}");
        assertThat(task.frames()).hasToString("1-10");
        assertThat(task.chunk()).isEqualTo(2);
        assertThat(task.settings().cores()).isNull();
        assertThat(job.tasks().get(1)).isEqualTo(JOB.tasks().get(1));
        JobSpec shell = JobPatch.node(JOB, 3, "{\"command\": \"echo ho\"}").spec();
        assertThat(shell.groups().getFirst().tasks().getFirst().command().arguments())
                .containsExactly("echo ho");
        TaskSpec lines = JobPatch.node(JOB, 1, "{\"commands\": [[\"p\"], [\"q\"]]}")
                .spec()
                .tasks()
                .get(1);
        assertThat(lines.commands())
                .extracting(line -> line.arguments().getFirst())
                .containsExactly("p", "q");
        assertThat(lines.after()).isEqualTo(JOB.tasks().get(1).after());
        assertThat(JobPatch.node(JOB, 2, "{\"timeout\": \"1h\"}")
                        .spec()
                        .groups()
                        .getFirst()
                        .settings()
                        .timeout())
                .isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"priority": 101}                 | /priority   | from 0 to 100
            {"prioritie": 1}                  | /prioritie  | did you mean 'priority'?
            {"paused": true}                  | /paused     | pause and resume are verbs
            {"place": 1}                      | /place      | unknown key
            {"tasks": []}                     | /tasks      | clone the job
            {"after": {"job": 7}}             | /after      | only times can be changed
            {"stopAfterFailures": 0}          | /stopAfterFailures | from 1 to
            {"name": null}                    | ''          | needs a 'name'
            {"tags": {"a": ""}}               | /tags/a     | is empty
            {"environment": {"PULI_X": "1"}}  | /environment/PULI_X | set by the worker
            {"weight": 1, "weight": 2}        | ''          | stands there twice
            []                                | ''          | expected a map
            {"a                               | ''          | not JSON
            {"cores": "many"}                 | /cores      | above 0
            """)
    void whatCouldNotBeSubmittedCannotBePatchedIn(String patch, String pointer, String message) {
        assertThatThrownBy(() -> JobPatch.job(JOB, patch))
                .isInstanceOfSatisfying(
                        BadDocument.class,
                        e -> assertThat(e.faults()).anySatisfy(fault -> {
                            assertThat(fault.pointer()).isEqualTo(pointer);
                            assertThat(fault.message()).contains(message);
                        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | {"name": "z"}                      | /name     | stays as it was submitted
            0 | {"frames": "1-3"}                  | /frames   | clone the job
            0 | {"priority": -1}                   | /priority | from 0 to 100
            0 | {"weight": 0}                      | /weight   | above 0
            0 | {"maxWorkers": 1000001}            | /maxWorkers | from 0 to 1000000
            0 | {"place": 1000001}                 | /place    | from -1000000 to 1000000
            0 | {"strategy": "fair"}               | /strategy | unknown key
            0 | {"owner": "bea"}                   | /owner    | unknown key
            2 | {"strategy": "best"}               | /strategy | expected one of fifo, as-is
            2 | {"priority": 101}                  | /priority | from 0 to 100
            2 | {"weight": "much"}                 | /weight   | above 0
            2 | {"maxWorkers": -1}                 | /maxWorkers | from 0 to 1000000
            2 | {"pool": "fast"}                   | /pool     | unknown key
            0 | {"command": "echo"}                | /command  | expected a list of arguments
            0 | {"attempts": 0}                    | /attempts | from 1 to 1000
            1 | {"commands": [["x"]]}              | /commands | keeps its 2 commands
            1 | {"commands": [["{frame}"], ["y"]]} | /commands/0 | has no 'frames'
            1 | {"command": ["x"]}                 | /command  | either 'command' or 'commands'
            2 | {"command": ["x"]}                 | /command  | unknown key
            0 | {"after": "b"}                     | /after    | only times can be changed
            1 | {"after": [{"task": "a", "outcome": "any"}]} | /after | only times can be changed
            1 | {"after": ["a", {"file": "/x"}]}   | /after    | only times can be changed
            1 | {"after": {"delay": "soon"}}       | /after/delay | duration
            2 | {"after": {"delay": "1h", "time": "2026"}} | /after | alone
            """)
    void aTaskIsHeldToTheSameRules(int place, String patch, String pointer, String message) {
        assertThatThrownBy(() -> JobPatch.node(JOB, place, patch))
                .isInstanceOfSatisfying(
                        BadDocument.class,
                        e -> assertThat(e.faults()).anySatisfy(fault -> {
                            assertThat(fault.pointer()).isEqualTo(pointer);
                            assertThat(fault.message()).contains(message);
                            assertThat(fault.line()).isNull();
                        }));
    }

    @Test
    void timesBecomeOthersWhereverTheyStandAndTheRestOfWhatIsWaitedForStays() {
        JobPatch.Patched late = JobPatch.job(JOB, PatchWords.read(List.of("after={delay: 3h}")));
        assertThat(late.spec().after()).containsExactly(new Dependency.Time(null, Duration.ofHours(3)));
        assertThat(late.before()).isEqualTo("{\"after\":[]}");
        assertThat(late.after()).isEqualTo("{\"after\":[{\"delay\":\"3h\"}]}");
        assertThat(JobPatch.job(late.spec(), PatchWords.read(List.of("after="))).spec())
                .isEqualTo(JOB);
        for (int place : List.of(1, 2)) {
            JobSpec timed = JobPatch.node(JOB, place, "{\"after\": {\"time\": \"2026-12-24T18:00:00+01:00\"}}")
                    .spec();
            List<Dependency> after = place == 1
                    ? timed.tasks().get(1).after()
                    : timed.groups().getFirst().after();
            assertThat(after)
                    .containsExactly(
                            Dependency.on(place == 1 ? "a" : "b", Dependency.Outcome.DONE),
                            new Dependency.Time(Instant.parse("2026-12-24T17:00:00Z"), null));
            assertThat(JobPatch.node(timed, place, "{\"after\": []}").spec()).isEqualTo(JOB);
        }
    }

    @Test
    void newTimesTakeThePlacesOfOldOnes() {
        JobSpec job = JobReader.read("""
                name: j
                tasks: [{name: t, command: [x], after: [{delay: 1h}, {file: /a}, {delay: 2h}]}]
                """, JobReader.Format.YAML, new JobDefaults("ada", null));
        assertThat(after(job, "[{\"delay\": \"3h\"}]")).hasToString(words("3h", "/a"));
        assertThat(after(job, "[{\"delay\": \"3h\"}, {\"file\": \"/a\"}]")).hasToString(words("3h", "/a"));
        assertThat(after(job, "[{\"delay\":\"3h\"},{\"delay\":\"4h\"},{\"delay\":\"5h\"}]"))
                .hasToString(words("3h", "/a", "4h", "5h"));
        assertThat(after(job, "null")).hasToString(words("/a"));
    }

    private static List<String> after(JobSpec job, String value) {
        return JobPatch.node(job, 0, "{\"after\": " + value + "}").spec().tasks().getFirst().after().stream()
                .map(Dependency::words)
                .toList();
    }

    private static String words(String... all) {
        return Stream.of(all)
                .map(one -> one.startsWith("/") ? "the file " + one : one + " after its submit")
                .toList()
                .toString();
    }

    @Test
    void wordsMakeAPatch() {
        assertThat(PatchWords.read(List.of(
                        "priority=80", "weight=0.5", "tag.shot=010", "tag.seq=", "env.V=1.10", "licenses=[nuke]")))
                .isEqualTo("{\"priority\":80,\"weight\":0.5,\"tags\":{\"shot\":\"010\",\"seq\":null},"
                        + "\"environment\":{\"V\":\"1.10\"},\"licenses\":[\"nuke\"]}");
        assertThat(PatchWords.read(List.of("name=a: b", "memory=2G", "command=[r, 1.10, true]", "gpus=2")))
                .isEqualTo("{\"name\":\"a: b\",\"memory\":\"2G\",\"command\":[\"r\",\"1.10\",\"true\"],\"gpus\":2}");
        assertThatThrownBy(() -> PatchWords.read(List.of("priority"))).hasMessageContaining("write key=value");
        assertThatThrownBy(() -> PatchWords.read(List.of("licenses=[a"))).hasMessageContaining("licenses=[a");
    }
}
