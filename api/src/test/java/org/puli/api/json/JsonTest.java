package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.CommandId;
import org.puli.api.LicenseName;
import org.puli.api.WorkerName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerReport;

class JsonTest {
    @Test
    void aSpecSurvivesItsOwnJson() {
        TaskSettings settings = TaskSettings.NONE
                .withCores(2.0)
                .withMemoryBytes(4096L)
                .withLicenses(Map.of(new LicenseName("nuke"), 2))
                .withAttempts(3)
                .withTimeout(Duration.ofSeconds(90))
                .withWorkingDirectory("/show")
                .withEnvironment(Map.of("A", "b"));
        TaskSpec task = new TaskSpec(
                "render",
                new CommandLine(List.of("render", "{frame:04}"), false),
                FrameRange.parse("1-100x2,200"),
                4,
                List.of(),
                List.of(Dependency.on("prepare", Dependency.Outcome.ANY)),
                false,
                settings,
                new Precedence(70, 2, 3, -4));
        JobSpec job = new JobSpec(
                JobSpec.VERSION,
                "turntable",
                "ada",
                JobSpec.DEFAULT_POOL,
                50,
                1.0,
                0,
                Map.of("prod", "demo"),
                false,
                TaskSettings.NONE,
                List.of(task),
                List.of(),
                Strategy.WEIGHTED);
        assertThat(Json.read(Json.write(job), JobSpec.class)).isEqualTo(job);
        String older = Json.write(job).replace(",\"place\":-4", "");
        assertThat(Json.read(older, JobSpec.class).tasks().getFirst().precedence())
                .isEqualTo(new Precedence(70, 2, 3, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "{",
                "[]",
                "{} {}",
                "{'worker': 1}",
                "{\"number\": 1.5}",
                "{\"number\": \"x\"}",
                "{\"running\": [null]}",
                "{\"running\": [{\"phase\": 1}]}",
                "{\"worker\": {}}",
                "{\"number\": 99999999999999999999}"
            })
    void whatIsNoReportIsRefusedInWords(String text) {
        assertThatThrownBy(() -> Json.read(text, WorkerReport.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WorkerReport");
    }

    @Test
    void aReportSurvivesAndUnknownFieldsAreIgnored() {
        WorkerReport report = new WorkerReport(
                1,
                new WorkerName("w1"),
                "boot",
                7,
                null,
                new OrdersNumber(2, 5),
                null,
                List.of(),
                List.of(new EndedRun(
                        new AttemptRef(new CommandId(9), 1),
                        3,
                        EndedRun.Outcome.FAILED,
                        1,
                        null,
                        "no",
                        1,
                        2,
                        3,
                        4,
                        null,
                        0,
                        0)),
                List.of(),
                null,
                null,
                null);
        String json = Json.write(report);
        assertThat(Json.read("{\"futureField\": [1]," + json.substring(1), WorkerReport.class))
                .isEqualTo(report);
    }
}
