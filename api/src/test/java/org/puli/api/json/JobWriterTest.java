package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.api.json.JobFixture.json;
import static org.puli.api.json.JobFixture.yaml;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.spec.JobSpec;

class JobWriterTest {
    @Test
    void aWrittenJobIsReadBackToTheVerySame() {
        JobSpec job = yaml("""
                name: "every \\"thing\\""
                owner: bea
                pool: gpu
                priority: 7
                weight: 0.0000001
                maxWorkers: 3
                tags: {a: b}
                paused: true
                cores: 0.001
                memory: 1.5G
                licenses: {nuke: 2}
                attempts: 3
                timeout: 1h2m3s
                workingDirectory: /show
                preemptible: true
                skipDoneFrames: true
                limits: {openFiles: 4096, coreSize: unlimited, nice: 10, oomScoreAdj: 500, pinned: true}
                environment: {A: "b\\tc"}
                tasks:
                  - {name: render, command: [r, "{frame:04}", ""], frames: "1-9x2,-5--1", chunk: 2}
                  - {name: list, commands: [[a], [b]], after: render, paused: true}
                  - {name: line, shell: true, command: "a | b", after: {task: list, outcome: any}}
                  - {name: lines, shell: true, commands: [a, b], licenses: []}
                groups:
                  - {name: g, after: [line], groups: [{name: h, preemptible: false, tasks: [{name: x, command: [y]}]}]}
                """);
        assertThat(json(JobWriter.write(job))).isEqualTo(job);
        assertThat(Json.read(Json.write(job), JobSpec.class)).isEqualTo(job);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                -1,
                16,
                2.5,
                -2.5,
                0.1,
                1e-7,
                1e-300,
                9_999_999,
                10_000_000,
                68_719_476_736.0,
                1e15 + 0.5,
                1L << 50,
                1L << 53,
                1e16,
                -1e16,
                1e300,
                -1e300,
                Double.MAX_VALUE,
                Double.MIN_VALUE,
                123_456_789.123
            })
    void boundsOfEveryKindAreReadBack(double bound) {
        for (String bounds :
                List.of("min: %s", "max: %s", "min: %1$s, max: %1$s", "not: [x], min: %s", "is: 5, max: %s")) {
            JobSpec job = yaml(
                    JobFixture.withTask("command: [a]", "requirements: {v: {" + String.format(bounds, bound) + "}}"));
            assertThat(json(JobWriter.write(job))).isEqualTo(job);
        }
    }

    @Test
    void wholeBoundsAreWrittenWithoutAnExponent() {
        JobSpec job = yaml(JobFixture.withTask(
                "command: [a]", "requirements: {memory: {min: 64G, max: 1024T}, v: {min: -10000000}, w: {max: 2.5}}"));
        assertThat(JobWriter.write(job))
                .contains("{\"min\":68719476736,\"max\":1125899906842624}", "{\"min\":-10000000}", "{\"max\":2.5}");
    }
}
