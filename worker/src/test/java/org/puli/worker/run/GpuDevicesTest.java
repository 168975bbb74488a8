package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.CommandId;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.RunDetails;

class GpuDevicesTest {
    @TempDir
    Path folder;

    private List<String> offered = List.of("GPU-a", "GPU-b", "GPU-c");

    private RunDetails asking(RunBench bench, int gpus, Map<String, String> environment) {
        return bench.order("true").environment(environment).gpus(gpus).build().details();
    }

    @Test
    void noGpuIsGivenTwiceUntilItIsGivenBack() throws Exception {
        GpuDevices devices = new GpuDevices(() -> offered);
        try (RunBench bench = new RunBench(folder, Duration.ofSeconds(1))) {
            GpuDevices.Grant two = devices.take(asking(bench, 2, Map.of()));
            assertThat(two.ids()).containsExactly("GPU-a", "GPU-b");
            assertThat(two.variables())
                    .containsEntry("CUDA_VISIBLE_DEVICES", "GPU-a,GPU-b")
                    .containsEntry("PULI_GPUS", "GPU-a,GPU-b");
            assertThatThrownBy(() -> devices.take(asking(bench, 2, Map.of())))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage("it needs 2 GPUs; 1 of this worker's 3 are free");
            GpuDevices.Grant one = devices.take(asking(bench, 1, Map.of()));
            assertThat(one.ids()).containsExactly("GPU-c");
            two.close();
            assertThat(devices.take(asking(bench, 1, Map.of())).ids()).containsExactly("GPU-a");
        }
    }

    @Test
    void whatRunsKeepsItsGpusWhenOthersAreOffered() throws Exception {
        GpuDevices devices = new GpuDevices(() -> offered);
        try (RunBench bench = new RunBench(folder, Duration.ofSeconds(1))) {
            GpuDevices.Grant first = devices.take(asking(bench, 1, Map.of()));
            offered = List.of("GPU-c", "GPU-a");
            assertThat(devices.take(asking(bench, 1, Map.of())).ids()).containsExactly("GPU-c");
            offered = List.of();
            first.close();
            offered = List.of("GPU-a");
            assertThat(devices.take(asking(bench, 1, Map.of())).ids()).containsExactly("GPU-a");
        }
    }

    @Test
    void whatAnEarlierLifeGaveStaysWithItsAttempt() throws Exception {
        GpuDevices devices = new GpuDevices(() -> offered);
        AttemptRef attempt = new AttemptRef(new CommandId(7), 1);
        try (RunBench bench = new RunBench(folder, Duration.ofSeconds(1))) {
            devices.hold(List.of("GPU-b"), attempt);
            GpuDevices.Grant others = devices.take(asking(bench, 2, Map.of()));
            assertThat(others.ids()).containsExactly("GPU-a", "GPU-c");
            GpuDevices.Grant again = devices.takeAgain(List.of("GPU-b"), attempt);
            assertThat(again.variables()).containsEntry("CUDA_VISIBLE_DEVICES", "GPU-b");
            again.close();
            GpuDevices.Grant next = devices.take(asking(bench, 1, Map.of()));
            assertThat(next.ids()).containsExactly("GPU-b");
            devices.giveBack(List.of("GPU-b"), attempt);
            assertThatThrownBy(() -> devices.take(asking(bench, 1, Map.of())))
                    .as("only who has it gives it back")
                    .isInstanceOf(CannotStart.class);
        }
    }

    @Test
    void whoHoldsNoneSeesNoneUnlessItsTaskSaysOtherwise() throws Exception {
        GpuDevices devices = new GpuDevices(() -> offered);
        try (RunBench bench = new RunBench(folder, Duration.ofSeconds(1))) {
            assertThat(devices.take(asking(bench, 0, Map.of())).variables())
                    .isEqualTo(Map.of("CUDA_VISIBLE_DEVICES", "", "PULI_GPUS", ""));
            assertThat(devices.take(asking(bench, 0, Map.of("CUDA_VISIBLE_DEVICES", "1")))
                            .variables())
                    .isEmpty();
            offered = List.of();
            assertThat(devices.take(asking(bench, 0, Map.of())).variables()).isEmpty();
        }
    }

    @Test
    void processesAreToldTheirGpusAndTwoAtOnceHaveDifferentOnes() throws IOException {
        Path end = folder.resolve("end");
        String line = "echo $CUDA_VISIBLE_DEVICES $PULI_GPUS; until [ -e " + end + " ]; do sleep 0.05; done";
        try (RunBench bench = new RunBench(RunSettings.in(folder), () -> offered)) {
            RunningCommand one = bench.shell(line).gpus(1).launch();
            assertThat(bench.awaitOutput(one.attempt(), 1)).containsExactly("GPU-a GPU-a");
            RunningCommand two = bench.shell(line).gpus(2).launch();
            assertThat(bench.awaitOutput(two.attempt(), 1)).containsExactly("GPU-b,GPU-c GPU-b,GPU-c");
            EndedRun none = bench.shell("exit 0").gpus(1).run();
            assertThat(none.reason()).isEqualTo("it needs 1 GPU; 0 of this worker's 3 are free");
            Files.createFile(end);
            assertThat(RunBench.end(one).outcome()).isEqualTo(EndedRun.Outcome.DONE);
            assertThat(RunBench.end(two).outcome()).isEqualTo(EndedRun.Outcome.DONE);
            assertThat(bench.log(two.attempt())).contains("has the GPUs GPU-b, GPU-c");
            EndedRun after = bench.order("echo", "$PULI_GPUS").gpus(3).run();
            assertThat(bench.output(after.attempt())).containsExactly("GPU-a,GPU-b,GPU-c");
        }
    }
}
