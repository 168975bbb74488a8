package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.api.json.JobFixture.assertFault;
import static org.puli.api.json.JobFixture.task;
import static org.puli.api.json.JobFixture.taskFault;
import static org.puli.api.json.JobFixture.yaml;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.MemoryRetry;

class MemoryGrammarTest {
    private static @Nullable MemoryRetry retry(String text) {
        FailurePolicy policy =
                task("command: [a]", "memoryRetry: " + text).settings().failurePolicy();
        return policy == null ? null : policy.memoryRetry();
    }

    @Test
    void bothKeysAreReadAtTheirEdges() {
        assertThat(retry("{factor: 1.5, max: 64GiB}")).isEqualTo(new MemoryRetry(1.5, 64L << 30));
        assertThat(retry("{factor: 1, max: 1}")).isEqualTo(new MemoryRetry(1, 1));
        assertThat(retry("{factor: 10}")).isEqualTo(new MemoryRetry(10, 0));
        assertThat(retry("{max: 2T}")).isEqualTo(new MemoryRetry(1.5, 2L << 40));
        assertThat(retry("{}")).isEqualTo(new MemoryRetry(1.5, 0));
        assertThat(task("command: [a]").settings().failurePolicy()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{factor: 0.9}  | /factor | from 1 to 10",
                "{factor: 10.5} | /factor | 10",
                "{max: 0}       | /max    | more than 0",
                "{max: lots}    | /max    | lots",
                "{mas: 1G}      | /mas    | did you mean 'max'",
                "on             | ''      | {factor: 1.5, max: 64G}, or off",
            })
    void whatIsWrongIsToldWithItsPlace(String text, String key, String words) {
        assertFault(taskFault("command: [a]", "memoryRetry: " + text), "/tasks/0/memoryRetry" + key, 5, words);
    }

    @Test
    void anInnerPlaceOverridesTheOuterOneAsAWholeAndMayUndoIt() {
        var job = yaml("""
                name: a
                memoryRetry: {factor: 2, max: 32G}
                tasks:
                - {name: s, command: [c], memoryRetry: {factor: 3}}
                - {name: t, command: [c], memoryRetry: off}
                - {name: u, command: [c], retryDelay: 5s}
                """);
        assertThat(job.tasks())
                .extracting(task -> task.settings().inside(job.settings()).failurePolicy())
                .extracting(policy -> policy == null ? null : policy.memoryRetry())
                .containsExactly(new MemoryRetry(3, 0), new MemoryRetry(1, 0), new MemoryRetry(2, 32L << 30));
        assertThat(JobFixture.json(JobWriter.write(job))).isEqualTo(job);
    }
}
