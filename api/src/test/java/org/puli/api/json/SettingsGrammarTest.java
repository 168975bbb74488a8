package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.api.json.JobFixture.assertFault;
import static org.puli.api.json.JobFixture.task;
import static org.puli.api.json.JobFixture.taskFault;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.LicenseName;
import org.puli.api.spec.TaskSettings;

class SettingsGrammarTest {
    private static TaskSettings settings(String line) {
        return task("command: [a]", line).settings();
    }

    private static void assertRefused(String line, String pointer, String... words) {
        assertFault(taskFault("command: [a]", line), "/tasks/0/" + pointer, 5, words);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "0.001,0.001", "0.5,0.5", "2.0004,2", "1024,1024", "1e1,10"})
    void coresAreTakenToTheThousandth(String written, double cores) {
        assertThat(settings("cores: " + written).cores()).isEqualTo(cores);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1025", "0.0001", "'2'", "all", ".inf", "0x4"})
    void wrongCoresAreRefused(String written) {
        assertThat(taskFault("command: [a]", "cores: " + written).pointer()).isEqualTo("/tasks/0/cores");
    }

    @Test
    void boundsAreWrittenAsPeopleWriteThem() {
        assertRefused("cores: 0", "cores", "expected a number above 0, at most 1024, found the number 0");
    }

    @ParameterizedTest
    @CsvSource({"512M,536870912", "4G,4294967296", "1.5k,1536", "1024T,1125899906842624", "100,100", "2GiB,2147483648"})
    void memoryIsTakenInStepsOf1024(String written, long bytes) {
        assertThat(settings("memory: " + written).memoryBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1025T", "999999999999999T", "-1", "4X", "G", "''", "1,5G", "[1]"})
    void wrongMemoryIsRefused(String written) {
        assertThat(JobFixture.faults(JobFixture.withTask("command: [a]", "memory: " + written)))
                .allSatisfy(fault -> assertThat(fault.pointer()).isEqualTo("/tasks/0/memory"));
    }

    @Test
    void moreMemoryThanThereIsIsSaidSo() {
        assertRefused("memory: 999999999999999T", "memory", "more memory than there is", "1024T");
    }

    @ParameterizedTest
    @CsvSource({"90s,90000", "5m,300000", "2h,7200000", "1h30m,5400000", "250ms,250", "90,90000", "8760h,31536000000"})
    void timeoutsAreDurations(String written, long millis) {
        assertThat(settings("timeout: " + written).timeout()).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0", "8761h", "999999h", "-5s", "5x", "1m1h", "1.5h", "' '", "9999999999999s"})
    void wrongTimeoutsAreRefused(String written) {
        assertThat(taskFault("command: [a]", "timeout: " + written).pointer()).isEqualTo("/tasks/0/timeout");
    }

    @Test
    void attemptsHaveBounds() {
        assertThat(settings("attempts: 1000").attempts()).isEqualTo(1000);
        assertRefused("attempts: 0", "attempts", "from 1 to 1000");
        assertRefused("attempts: 1001", "attempts", "from 1 to 1000");
    }

    @Test
    void licensesAreAListOrAMap() {
        LicenseName nuke = new LicenseName("nuke");
        assertThat(settings("licenses: [nuke]").licenses()).isEqualTo(Map.of(nuke, 1));
        assertThat(settings("licenses: {nuke: 2}").licenses()).isEqualTo(Map.of(nuke, 2));
        assertThat(settings("licenses: []").licenses()).isEmpty();
        assertRefused("licenses: nuke", "licenses", "a list of licenses", "the text 'nuke'");
        assertRefused("licenses: {nuke: 0}", "licenses/nuke", "from 1 to 1000000");
        assertRefused("licenses: {nuke: 1000001}", "licenses/nuke", "from 1 to 1000000");
        assertRefused("licenses: ['a b']", "licenses/0", "the license name has the character ' '");
        assertRefused("licenses: ['']", "licenses/0", "the license name is empty");
        assertRefused("licenses: [nuke, nuke]", "licenses/1", "named twice", "{nuke: 2}");
    }

    @Test
    void theWorkingDirectoryIsAbsolute() {
        assertThat(settings("workingDirectory: /show/shot").workingDirectory()).isEqualTo("/show/shot");
        assertThat(settings("workingDirectory: 'C:\\show'").workingDirectory()).isEqualTo("C:\\show");
        assertThat(settings("workingDirectory: '\\\\server\\show'").workingDirectory())
                .startsWith("\\\\");
        assertRefused("workingDirectory: show", "workingDirectory", "is absolute", "the text 'show'");
        assertRefused("workingDirectory: \"/a\\0\"", "workingDirectory", "cannot be stored");
    }

    @Test
    void environmentNamesAreVariables() {
        assertThat(settings("environment: {A: b, _X1: 2, E: ''}").environment())
                .isEqualTo(Map.of("A", "b", "_X1", "2", "E", ""));
        assertRefused("environment: {1A: b}", "environment/1A", "is not the name of a variable");
        assertRefused("environment: {'A=B': c}", "environment/A=B", "is not the name of a variable");
        assertRefused("environment: {'': c}", "environment/", "is not the name of a variable");
        assertRefused("environment: {PULI_PROGRAMS: c}", "environment/PULI_PROGRAMS", "all but PULI_PROGRAM;");
        assertRefused("environment: {PULI_JOB: c}", "environment/PULI_JOB", "are set by the worker");
        assertRefused("environment: {A: [b]}", "environment/A", "the value of a variable, found a list");
        assertRefused("environment: {A: ~}", "environment/A", "found nothing");
        assertRefused("environment: {A: \"\\0\"}", "environment/A", "cannot be stored");
        assertRefused("environment: [A]", "environment", "a map of variables");
    }

    @Test
    void settingsAreInheritedFromTheOutsideIn() {
        var job = JobFixture.yaml("""
                name: j
                cores: 2
                environment: {A: outer, B: outer}
                tasks:
                  - {name: t, command: [a], environment: {A: inner}}
                """);
        TaskSettings inner = job.tasks().getFirst().settings().inside(job.settings());
        assertThat(inner.cores()).isEqualTo(2);
        assertThat(inner.environment()).isEqualTo(Map.of("A", "inner", "B", "outer"));
    }
}
