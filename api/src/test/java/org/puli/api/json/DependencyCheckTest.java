package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.api.json.JobFixture.assertFault;
import static org.puli.api.json.JobFixture.fault;
import static org.puli.api.json.JobFixture.faults;
import static org.puli.api.json.JobFixture.yaml;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.Outcome;
import org.puli.api.spec.JobSpec;

class DependencyCheckTest {
    private static String two(String after) {
        return "name: j\ntasks:\n  - {name: a, command: [x]}\n  - {name: b, command: [x], after: " + after + "}\n";
    }

    @Test
    void whatIsWaitedForIsAWordAListOrAMap() {
        assertThat(yaml(two("a")).tasks().get(1).after()).containsExactly(Dependency.on("a", Outcome.DONE));
        assertThat(yaml(two("[a]")).tasks().get(1).after()).containsExactly(Dependency.on("a", Outcome.DONE));
        assertThat(yaml(two("{task: a, outcome: any}")).tasks().get(1).after())
                .containsExactly(Dependency.on("a", Outcome.ANY));
        assertThat(yaml(two("[{task: a}]")).tasks().get(1).after()).containsExactly(Dependency.on("a", Outcome.DONE));
        assertThat(yaml(two("[]")).tasks().get(1).after()).isEmpty();
        assertThat(yaml(two("~")).tasks().get(1).after()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "[~]", "[[a]]", "{task: ''}", "{task: ~}", "'a '"})
    void aDependencyNamesSomething(String after) {
        assertThat(faults(two(after))).isNotEmpty().allSatisfy(fault -> {
            assertThat(fault.pointer()).startsWith("/tasks/1/after");
            assertThat(fault.line()).isEqualTo(4);
        });
    }

    @Test
    void aDependencyHasKnownKeysAndOutcomes() {
        assertFault(fault(two("{outcome: any}")), "/tasks/1/after", 4, "needs 'task'");
        assertFault(fault(two("{task: a, outcom: any}")), "/tasks/1/after/outcom", 4, "did you mean 'outcome'?");
        assertFault(fault(two("{task: a, outcome: DONE}")), "/tasks/1/after/outcome", 4, "done, failed, canceled, any");
    }

    @Test
    void aFileIsWaitedForByJobsGroupsAndTasksAndTakenLetterByLetter() {
        JobSpec job = yaml("""
                name: j
                after: {file: "/a/{frame}.$PULI_NAME"}
                groups:
                  - {name: g, after: [{file: /b/../c}], tasks: [{name: t, command: [x], after: {file: "C:/d"}}]}
                """);
        assertThat(job.after()).containsExactly(new Dependency.File("/a/{frame}.$PULI_NAME"));
        assertThat(job.groups().getFirst().after()).containsExactly(new Dependency.File("/b/../c"));
        assertThat(job.groups().getFirst().tasks().getFirst().after()).containsExactly(new Dependency.File("C:/d"));
        assertThat(Json.read(Json.write(job), JobSpec.class)).isEqualTo(job);
        assertThat(JobFixture.json(JobWriter.write(job))).isEqualTo(job);
    }

    @Test
    void aFileIsAnAbsolutePathThatStandsAlone() {
        String at = "/tasks/1/after/file";
        assertFault(fault(two("{file: sim.bgeo}")), at, 4, "'sim.bgeo' is not absolute", "/shots/sim.0100.bgeo");
        assertFault(fault(two("{file: ''}")), at, 4, "an absolute path", "found an empty text");
        assertFault(fault(two("{file: ~}")), at, 4, "an absolute path", "found nothing");
        assertFault(fault(two("{file: [/a]}")), at, 4, "an absolute path", "found a list");
        assertFault(fault(two("{file: \"/a\\0b\"}")), at, 4, "NUL");
        assertFault(fault(two("{file: /a, task: a}")), "/tasks/1/after", 4, "'file' alone");
        assertFault(faults(two("{fil: /a}")).getFirst(), "/tasks/1/after/fil", 4, "did you mean 'file'?");
    }

    @Test
    void unknownNamesAreRefusedWithTheNearestOne() {
        String text = two("rendr").replace("name: a", "name: render");
        assertFault(fault(text), "/tasks/1/after", 4, "no task or group 'rendr'", "did you mean 'render'?");
        assertFault(fault(two("[a, nope]")), "/tasks/1/after/1", 4, "no task or group 'nope'");
        assertFault(fault(two("A")), "/tasks/1/after", 4, "no task or group 'A'", "did you mean 'a'?");
    }

    @Test
    void nothingWaitsForItself() {
        assertFault(fault(two("b")), "/tasks/1/after", 4, "'b' waits for itself");
    }

    @Test
    void nothingWaitsForAGroupThatItIsIn() {
        assertFault(fault("""
                name: j
                groups:
                  - name: outer
                    groups:
                      - name: inner
                        tasks:
                          - {name: t, command: [x], after: outer}
                """), "/groups/0/groups/0/tasks/0/after", 7, "'t' waits for the group 'outer' that it is in");
    }

    @Test
    void aGroupDoesNotWaitForWhatIsInIt() {
        assertFault(fault("""
                name: j
                groups:
                  - name: g
                    after: t
                    tasks: [{name: t, command: [x]}]
                """), "/groups/0/after", 4, "in a circle", "g", "t");
    }

    @Test
    void circlesAreFoundAndNamed() {
        assertFault(fault("""
                name: j
                tasks:
                  - {name: a, command: [x], after: c}
                  - {name: b, command: [x], after: a}
                  - {name: c, command: [x], after: b}
                  - {name: d, command: [x], after: c}
                """), "/tasks/0/after", 3, "in a circle: ", "a -> ", "b", "c");
    }

    @Test
    void circlesThroughGroupsAreFound() {
        assertThat(fault("""
                name: j
                groups:
                  - {name: g, after: h, tasks: [{name: a, command: [x]}]}
                  - {name: h, tasks: [{name: b, command: [x], after: a}]}
                """).message()).contains("in a circle");
    }

    @Test
    void siblingsOfAGroupMayWaitForEachOtherAndForOtherGroups() {
        assertThat(yaml("""
                name: j
                groups:
                  - {name: g, tasks: [{name: a, command: [x]}, {name: b, command: [x], after: a}]}
                  - {name: h, after: [g, a], tasks: [{name: c, command: [x]}]}
                """).groups()).hasSize(2);
    }

    @Test
    void aChainOfTheMostTasksIsNoTrouble() {
        String chain = IntStream.range(0, JobLimits.NODES)
                .mapToObj(i -> "  - {name: t" + i + ", command: [x]" + (i == 0 ? "" : ", after: t" + (i - 1)) + "}")
                .collect(Collectors.joining("\n"));
        assertThat(yaml("name: j\ntasks:\n" + chain).tasks()).hasSize(JobLimits.NODES);
        String ring = chain.replace("t0, command: [x]", "t0, command: [x], after: t" + (JobLimits.NODES - 1));
        assertThat(fault("name: j\ntasks:\n" + ring).message()).contains("in a circle");
    }
}
