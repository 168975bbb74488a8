package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.puli.api.json.JobFixture.assertFault;
import static org.puli.api.json.JobFixture.faults;
import static org.puli.api.json.JobFixture.taskFault;
import static org.puli.api.json.JobFixture.yaml;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Resources;
import org.puli.api.spec.TaskSettings;
import org.puli.api.view.Problem.Fault;

class BoundsCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cores: 4 | maxCores: 2.5 | cores 4 is more than maxCores 2.5",
                "memory: 8G | memoryRetry: {max: 4.5G} | memory 8G is more than the max of memoryRetry, 4608M",
                "memory: 1025 | memoryRetry: {max: 1} | memory 1025 is more than the max of memoryRetry, 1",
                "retryDelay: 10m | retryDelayMax: 1m | retryDelay 10m is more than retryDelayMax 1m",
                "minTime: 10m | timeout: 1m | minTime 10m is more than timeout 1m",
            })
    void aLeastAboveAMostIsRefused(String least, String most, String words) {
        String key = most.substring(0, most.indexOf(':'));
        assertFault(
                taskFault("command: [a]", least, most),
                "/tasks/0/" + key,
                6,
                "task 't': " + words + "; lower the one or raise the other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{cores: 2, maxCores: 2}",
                "{memory: 8G, memoryRetry: {factor: 2}}",
                "{memory: 8G, memoryRetry: off}",
                "{memory: 4G, memoryRetry: {max: 4G}}",
                "{retryDelay: 10m, retryDelayMax: 0}",
                "{minTime: 1m, timeout: 1m}"
            })
    void whatMeetsOrSaysNoneIsTaken(String keys) {
        assertThat(yaml("{name: j, tasks: [{name: t, command: [a], " + keys.substring(1, keys.length() - 1) + "}]}"))
                .isNotNull();
    }

    @Test
    void whatIsInheritedCounts() {
        List<Fault> faults = faults("""
                name: j
                cores: 4
                tasks:
                  - {name: a, command: [a]}
                groups:
                  - name: g
                    maxCores: 3
                    tasks:
                      - {name: b, command: [a]}
                      - {name: c, command: [a]}
                      - {name: d, command: [a], cores: 2}
                      - name: e
                        command: [a]
                        cores: 9
                """);
        assertThat(faults).hasSize(2);
        assertFault(faults.get(0), "/groups/0/maxCores", 7, "task 'b': cores 4 is more than maxCores 3");
        assertFault(faults.get(1), "/groups/0/tasks/3/cores", 14, "task 'e': cores 9 is more than maxCores 3");
    }

    @Test
    void whatNobodySaysCountsAsWell() {
        assertFault(
                taskFault("command: [a]", "maxCores: 0.5"),
                "/tasks/0/maxCores",
                5,
                "cores 1 is more than maxCores 0.5");
    }

    @Test
    void bothInTheJobAreToldThereOnce() {
        assertFault(
                JobFixture.fault("{name: j, timeout: 1m, minTime: 10m,\ntasks: [{name: a, command: [x]},"
                        + " {name: b, command: [x]}]}"),
                "/timeout",
                1,
                "task 'a': minTime 10m");
    }

    @Test
    void anEditIsRefusedNamingTheTask() {
        JobSpec job =
                yaml("{name: j, cores: 2, tasks: [{name: a, command: [a], maxCores: 3}, {name: b, command: [a]}]}");
        JobSpec more = JobPatch.job(job, "{\"cores\": 4}").spec();
        assertThatThrownBy(() -> BoundsCheck.checkEdit(job, more))
                .hasMessage("task 'a': cores 4 is more than maxCores 3; lower the one or raise the other");
        JobSpec less = JobPatch.node(job, 1, "{\"maxCores\": 1}").spec();
        assertThatThrownBy(() -> BoundsCheck.checkEdit(job, less)).hasMessageContaining("task 'b': cores 2 is more");
    }

    @Test
    void aPartOfAJobIsEditedWithoutLookingAtTheRest() {
        JobSpec job = yaml("{name: j, cores: 0.5, tasks: [{name: a, command: [a]}]}");
        JobSpec edited = JobPatch.node(job, 0, "{\"maxCores\": 0.5}").spec();
        assertThatCode(() -> BoundsCheck.checkEdit(job, edited)).doesNotThrowAnyException();
    }

    @Test
    void aJobThatWasTakenUpsideDownIsReadAndMayBeEdited() {
        JobSpec good = yaml("{name: j, groups: [{name: g, tasks: [{name: a, command: [a]}]}]}");
        GroupSpec group = good.groups().getFirst();
        TaskSettings upsideDown =
                TaskSettings.NONE.withCores(4.0).withResources(new Resources(2.0, null, null, null, null));
        JobSpec old = good.withTree(List.of(), List.of(group.withSettings(upsideDown)));
        assertThat(Json.read(Json.write(old), JobSpec.class)).isEqualTo(old);
        JobSpec edited = JobPatch.node(old, 0, "{\"priority\": 7}").spec();
        assertThatCode(() -> BoundsCheck.checkEdit(old, edited)).doesNotThrowAnyException();
        JobSpec worse = JobPatch.node(old, 0, "{\"cores\": 5}").spec();
        assertThatThrownBy(() -> BoundsCheck.checkEdit(old, worse)).hasMessageContaining("cores 5 is more");
    }
}
