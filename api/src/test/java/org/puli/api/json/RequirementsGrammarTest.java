package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.api.json.JobFixture.assertFault;
import static org.puli.api.json.JobFixture.task;
import static org.puli.api.json.JobFixture.taskFault;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.Condition;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.Resources;
import org.puli.api.spec.TaskSettings;

class RequirementsGrammarTest {
    private static @Nullable Requirements requirements(String written) {
        return task("command: [a]", "requirements: " + written).settings().requirements();
    }

    private static @Nullable Resources resources(String written) {
        return task("command: [a]", written).settings().resources();
    }

    private static void assertRefused(String line, String pointer, String... words) {
        assertFault(taskFault("command: [a]", line), "/tasks/0/" + pointer, 5, words);
    }

    @Test
    void conditionsAreWrittenShortOrLong() {
        assertThat(requirements("{os: linux, rack: [r1, r2], v: {not: x}, memory: {min: 1K, max: 4096}}"))
                .isEqualTo(new Requirements(
                        List.of(),
                        List.of(),
                        Map.of(
                                "os", Condition.equalTo("linux"),
                                "rack", new Condition(List.of("r1", "r2"), List.of(), null, null),
                                "v", new Condition(List.of(), List.of("x"), null, null),
                                "memory", new Condition(List.of(), List.of(), 1024.0, 4096.0)),
                        List.of(),
                        List.of()));
    }

    @Test
    void wordsAreListsOrOneWord() {
        Requirements read = requirements("{tags: [b, a], software: maya, workers: 'w*', notWorkers: [x, y]}");
        assertThat(read)
                .isEqualTo(new Requirements(
                        List.of("a", "b"), List.of("maya"), Map.of(), List.of("w*"), List.of("x", "y")));
    }

    @Test
    void nothingSaidIsNothing() {
        assertThat(task("command: [a]").settings().requirements()).isNull();
        assertThat(task("command: [a]").settings().resources()).isNull();
    }

    @Test
    void whatCannotBeMetOrReadIsRefused() {
        assertRefused("requirements: linux", "requirements", "expected a map");
        assertRefused("requirements: {os: {}}", "requirements/os", "at least one of is, not, min and max");
        assertRefused("requirements: {os: {mni: 3}}", "requirements/os/mni", "did you mean 'min'");
        assertRefused(
                "requirements: {v: {min: 3, max: 2.5}}",
                "requirements/v",
                "min 3 is more than max 2.5, so that nothing");
        assertRefused("requirements: {v: {min: many}}", "requirements/v/min", "'many' is no number");
        assertRefused("requirements: {v: {min: 1e400}}", "requirements/v/min", "'1e400' is no number");
        assertRefused("requirements: {v: {min: .inf}}", "requirements/v/min", "'.inf' is no number");
        assertRefused("requirements: {'a b': 1}", "requirements/a b", "the name of an attribute");
        assertRefused("requirements: {os: []}", "requirements/os", "found an empty list");
        assertRefused("requirements: {tags: [' a']}", "requirements/tags/0", "begins or ends with a blank");
        assertRefused("requirements: {tags: [[a]]}", "requirements/tags/0", "a tag");
    }

    @Test
    void boundsThatNothingMeetsAreToldAsTheyWereWritten() {
        assertRefused(
                "requirements: {memory: {min: 64G, max: 8192M}}",
                "requirements/memory",
                "min 64G is more than max 8192M, so that nothing can meet it");
    }

    @Test
    void listsAndConditionsHaveTheirLimits() {
        String many =
                IntStream.rangeClosed(0, 64).mapToObj(i -> "a" + i + ": 1").collect(Collectors.joining(", "));
        assertRefused("requirements: {" + many + "}", "requirements", "has 65 conditions; at most 64");
        String words = IntStream.rangeClosed(0, 1000).mapToObj(i -> "a" + i).collect(Collectors.joining(", "));
        assertRefused("requirements: {tags: [" + words + "]}", "requirements/tags", "has 1001 entries; at most 1000");
        String amounts =
                IntStream.rangeClosed(0, 64).mapToObj(i -> "a" + i + ": 1").collect(Collectors.joining(", "));
        assertRefused("amounts: {" + amounts + "}", "amounts", "has 65 amounts; at most 64");
    }

    @Test
    void resourcesAreRead() {
        assertThat(resources("maxCores: 8")).isEqualTo(new Resources(8.0, null, null, null, null));
        assertThat(resources("gpus: 2")).isEqualTo(new Resources(null, 2, null, null, null));
        assertThat(resources("gpuMemory: 1K")).isEqualTo(new Resources(null, null, 1024L, null, null));
        assertThat(resources("wholeMachine: true")).isEqualTo(new Resources(null, null, null, null, true));
        assertThat(resources("amounts: {scratch: 1.5}"))
                .isEqualTo(new Resources(null, null, null, Map.of("scratch", 1.5), null));
    }

    @Test
    void wrongResourcesAreRefused() {
        assertRefused("gpus: 65", "gpus", "from 0 to 64");
        assertRefused("wholeMachine: 1", "wholeMachine", "true or false");
        assertRefused("maxCores: 0", "maxCores", "above 0");
        assertRefused("amounts: [1]", "amounts", "expected a map");
        assertRefused("amounts: {'a b': 1}", "amounts/a b", "the name of an amount");
        assertRefused("amounts: {a: 0}", "amounts/a", "above 0");
    }

    @Test
    void whetherACommandMayBeStoppedIsInheritedAndUndone() {
        TaskSettings outer = TaskSettings.NONE.withPreemptible(true);
        assertThat(TaskSettings.NONE.inside(outer).preemptible()).isTrue();
        assertThat(TaskSettings.NONE.withPreemptible(false).inside(outer).preemptible())
                .isFalse();
        assertThat(TaskSettings.NONE.inside(TaskSettings.DEFAULTS).preemptible())
                .isNull();
        assertRefused("preemptible: 1", "preemptible", "true or false");
        assertRefused("skipDoneFrames: yes please", "skipDoneFrames", "true or false");
    }

    @Test
    void innerResourcesWinPartByPart() {
        Resources outer = new Resources(8.0, 1, null, Map.of("a", 1.0, "b", 2.0), null);
        Resources inner = new Resources(null, 2, 5L, Map.of("b", 3.0), true);
        assertThat(inner.inside(outer)).isEqualTo(new Resources(8.0, 2, 5L, Map.of("a", 1.0, "b", 3.0), true));
    }

    @Test
    void strategiesAreNamedAsInTheDocument() {
        assertRefused("strategy: fair", "strategy", "unknown key 'strategy'");
        assertRefused("priority: 101", "priority", "from 0 to 100");
        assertRefused("weight: 0", "weight", "above 0");
        assertRefused("maxWorkers: -1", "maxWorkers", "from 0 to 1000000");
    }
}
