package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.api.json.JobFixture.assertFault;
import static org.puli.api.json.JobFixture.task;
import static org.puli.api.json.JobFixture.taskFault;
import static org.puli.api.json.JobFixture.yaml;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.spec.MemoryPolicy;
import org.puli.api.spec.ProcessLimits;
import org.puli.api.spec.TaskSettings;

class LimitsGrammarTest {
    private static ProcessLimits limits(String text) {
        return task("command: [a]", "limits: " + text).settings().limits();
    }

    @Test
    void everyKeyIsReadAtItsEdges() {
        assertThat(limits("{openFiles: 64, coreSize: 0, nice: 0, oomScoreAdj: 0, pinned: false}"))
                .isEqualTo(new ProcessLimits(64, 0L, 0, 0, false));
        assertThat(limits("{openFiles: 1000000000, coreSize: 2G, nice: 19, oomScoreAdj: 1000, pinned: true}"))
                .isEqualTo(new ProcessLimits(1_000_000_000, 2L << 30, 19, 1_000, true));
        assertThat(limits("{coreSize: unlimited}"))
                .isEqualTo(new ProcessLimits(null, ProcessLimits.ANY_SIZE, null, null, null));
        for (MemoryPolicy policy : MemoryPolicy.values()) {
            String word = policy.name().toLowerCase(Locale.ROOT);
            assertThat(limits("{memoryPolicy: " + word + "}")).isEqualTo(ProcessLimits.NONE.withMemoryPolicy(policy));
        }
        assertThat(task("command: [a]").settings().limits()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{openFiles: 63}          | openFiles   | 64",
                "{openFiles: 1000000001}  | openFiles   | 1000000000",
                "{coreSize: much}         | coreSize    | much",
                "{coreSize: -1}           | coreSize    | -1",
                "{nice: -1}               | nice        | 0 to 19",
                "{nice: 20}               | nice        | 0 to 19",
                "{oomScoreAdj: -1}        | oomScoreAdj | 0 to 1000",
                "{oomScoreAdj: 1001}      | oomScoreAdj | 0 to 1000",
                "{pinned: 2}              | pinned      | true or false",
                "{memoryPolicy: yes}      | memoryPolicy | off, warn or kill",
                "{memoryPolicy: KILL}     | memoryPolicy | off, warn or kill",
                "{openFile: 64}           | openFile    | did you mean 'openFiles'",
            })
    void whatATaskMayNotAskForIsToldWithItsPlace(String text, String key, String words) {
        var fault = taskFault("command: [a]", "limits: " + text);
        assertFault(fault, "/tasks/0/limits/" + key, 5, words);
    }

    @Test
    void anInnerPlaceOverridesKeyByKey() {
        TaskSettings outer = TaskSettings.NONE.withLimits(new ProcessLimits(512, null, 5, null, true));
        TaskSettings inner = TaskSettings.NONE.withLimits(new ProcessLimits(null, 0L, 9, null, false));
        assertThat(inner.inside(outer).limits()).isEqualTo(new ProcessLimits(512, 0L, 9, null, false));
        assertThat(TaskSettings.NONE.inside(outer).limits()).isEqualTo(outer.limits());
        assertThat(inner.inside(TaskSettings.NONE).limits()).isEqualTo(inner.limits());
        assertThat(TaskSettings.NONE.inside(TaskSettings.NONE).limits()).isNull();
    }

    @Test
    void groupsAndJobsMaySayThemToo() {
        var job = yaml("""
                name: a
                limits: {nice: 3}
                groups: [{name: g, limits: {pinned: true}, tasks: [{name: t, command: [c]}]}]
                """);
        assertThat(job.groups().getFirst().settings().limits())
                .isEqualTo(new ProcessLimits(null, null, null, null, true));
        assertThat(job.settings().limits()).isEqualTo(new ProcessLimits(null, null, 3, null, null));
    }
}
