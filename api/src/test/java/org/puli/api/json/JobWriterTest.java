package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.api.json.JobFixture.json;
import static org.puli.api.json.JobFixture.yaml;

import org.junit.jupiter.api.Test;
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
}
