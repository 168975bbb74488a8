package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.api.json.JobFixture.assertFault;
import static org.puli.api.json.JobFixture.fault;
import static org.puli.api.json.JobFixture.faults;
import static org.puli.api.json.JobFixture.yaml;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.spec.GroupSpec;

class JobGrammarTest {
    private static final String TASKS = "tasks: [{name: t, command: [a]}]\n";

    @Test
    void groupsNestAndKeepTheirOrder() {
        GroupSpec outer = yaml("""
                name: j
                groups:
                  - name: outer
                    after: first
                    groups:
                      - name: inner
                        tasks: [{name: a, command: [x]}, {name: b, command: [y]}]
                tasks:
                  - {name: first, command: [z]}
                """).groups().getFirst();
        assertThat(outer.after()).hasSize(1);
        assertThat(outer.groups().getFirst().tasks()).extracting("name").containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"priority: 0", "priority: 100", "weight: 0.5", "maxWorkers: 0", "maxWorkers: 1000000"})
    void numbersAtTheirBoundsAreTaken(String line) {
        assertThat(yaml("name: j\n" + line + "\n" + TASKS).name()).isEqualTo("j");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "priority: -1",
                "priority: 101",
                "priority: 5.5",
                "priority: '50'",
                "priority: 99999999999999999999",
                "priority: 1e1",
                "priority: 0x10",
                "priority: [1]",
                "priority: true",
                "priority: ~",
                "weight: 0",
                "weight: -1",
                "weight: 1000001",
                "weight: .inf",
                "weight: .nan",
                "weight: 1e999",
                "weight: heavy",
                "maxWorkers: -1",
                "maxWorkers: 1000001",
                "place: 0",
                "paused: 1",
                "paused: 'true'",
                "owner: ''",
                "owner: {a: b}",
                "tags: [a]",
                "tags: {a: {b: c}}",
                "pool: []",
                "after: t"
            })
    void wrongTypesAndRangesAreRefusedInTheirLine(String line) {
        String key = line.substring(0, line.indexOf(':'));
        assertThat(faults("name: j\n" + line + "\n" + TASKS))
                .hasSize(1)
                .allSatisfy(fault -> assertThat(fault.line()).isEqualTo(2))
                .allSatisfy(fault -> assertThat(fault.pointer()).startsWith("/" + key));
    }

    @Test
    void aJobNeedsANameAndWork() {
        assertFault(fault(TASKS), "", 1, "a job needs a 'name'");
        assertFault(fault("name: j\n"), "", 1, "a job needs at least one task");
        assertFault(fault("name: j\ntasks: []\ngroups:\n"), "", 1, "a job needs at least one task");
        assertFault(fault("name: j\ngroups: [{name: g}]\n"), "/groups/0", 2, "at least one task or group");
        assertFault(
                faults("name: j\ntasks: {a: b}\n").getFirst(), "/tasks", 2, "expected a list of tasks, found a map");
    }

    @Test
    void tasksAndGroupsAreMapsWithNames() {
        assertFault(fault("name: j\ntasks: [render]\n"), "/tasks/0", 2, "expected a task: a map", "'render'");
        assertFault(fault("name: j\ntasks: [{command: [a]}]\n"), "/tasks/0", 2, "a task needs a 'name'");
        assertFault(fault("name: j\n" + TASKS + "groups: [5]\n"), "/groups/0", 3, "expected a group: a map");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"\"'|is empty",
                "'\"  \"'|is empty",
                "'\"a \"'|begins or ends with a blank",
                "'\" a\"'|begins or ends with a blank",
                "'\"a\\_\"'|begins or ends with a blank",
                "'\"a\\tb\"'|has the character U+0009",
                "'\"a\\nb\"'|has the character U+000A",
                "'\"a\\u2029b\"'|has the character U+2029",
                "'\"a\\u202Eb\"'|has the character U+202E",
            })
    void namesArePrintableOnOneLine(String name, String words) {
        assertThat(faults("name: " + name + "\n" + TASKS)).hasSize(1);
        assertFault(fault("name: " + name + "\n" + TASKS), "/name", 1, "the name of a job", words);
        assertFault(
                fault("name: j\ntasks: [{name: " + name + ", command: [a]}]\n"),
                "/tasks/0/name",
                2,
                "the name of a task",
                words);
    }

    @Test
    void namesHaveALimit() {
        assertThat(yaml("name: " + "n".repeat(200) + "\n" + TASKS).name()).hasSize(200);
        assertFault(fault("name: " + "n".repeat(201) + "\n" + TASKS), "/name", 1, "has 201 characters; at most 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "-a", "a/b", "'ä'", "''", "a*"})
    void poolNamesAreIdentifiers(String pool) {
        assertFault(fault("name: j\npool: " + pool + "\n" + TASKS), "/pool", 2, "the name of a pool");
    }

    @Test
    void namesInAJobAreUniqueAndDifferInMoreThanCase() {
        String twice = "name: j\ntasks:\n  - {name: a, command: [x]}\n  - {name: %s, command: [x]}\n";
        assertFault(fault(twice.formatted("a")), "/tasks/1", 4, "already a task or group 'a'");
        assertFault(fault(twice.formatted("A")), "/tasks/1", 4, "'A' differs from 'a' in upper and lower case only");
        assertFault(fault(twice.formatted("'a '")), "/tasks/1/name", 4, "begins or ends with a blank");
        assertFault(
                fault("name: j\n" + TASKS + "groups: [{name: T, tasks: [{name: u, command: [x]}]}]\n"),
                "/groups/0",
                3,
                "'T' differs from 't'");
    }

    @Test
    void tagsAreLabels() {
        assertThat(yaml("name: j\ntags: {shot: sh010, take: 3}\n" + TASKS).tags())
                .isEqualTo(Map.of("shot", "sh010", "take", "3"));
        assertFault(fault("name: j\ntags: {' a': b}\n" + TASKS), "/tags/ a", 2, "the name of a tag");
        assertFault(fault("name: j\ntags: {a: ''}\n" + TASKS), "/tags/a", 2, "the value of a tag is empty");
        assertFault(fault("name: j\ntags: {a/b~c: ' x'}\n" + TASKS), "/tags/a~1b~0c", 2, "begins or ends");
    }
}
