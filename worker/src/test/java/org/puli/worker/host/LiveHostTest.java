package org.puli.worker.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;

class LiveHostTest {
    @TempDir
    Path folder;

    private final AtomicInteger changes = new AtomicInteger();

    private LiveHost open(@Nullable Integer gpus) {
        Equipment set = new Equipment(0, 0, Map.of(), List.of("fx"), List.of(), Map.of("os", "linux"), 1, List.of());
        LiveHost.Plan plan = new LiveHost.Plan(
                new WorkerFacts(4, 1L << 30, "Linux", "2.0", set),
                gpus,
                null,
                folder,
                Duration.ofMillis(20),
                URI.create("http://127.0.0.1:8004"));
        return LiveHost.open(plan, new GpuWatch(folder.toString()), changes::incrementAndGet);
    }

    @Test
    void itsFirstFactsAreWholeAndLaterOnesFollowWhatChanges() throws IOException {
        Files.createDirectories(folder);
        StandIn.script(folder, "nvidia-smi", StandIn.TWO_GPUS + "; [ $# = 2 ] || exec echo gpu=yes");
        StandIn.script(folder, "rack", "echo rack=r7");
        try (LiveHost host = open(null)) {
            WorkerFacts facts = host.facts();
            assertThat(facts.cores()).isEqualTo(4);
            assertThat(facts.equipment().gpus()).isEqualTo(2);
            assertThat(facts.equipment().gpuMemoryBytes()).isEqualTo(46_068L << 20);
            assertThat(facts.equipment().attributes())
                    .containsEntry("rack", "r7")
                    .containsEntry("os", "linux");
            assertThat(host.gpuIds()).hasSize(2).allMatch(id -> id.startsWith("GPU-"));
            assertThat(facts.machine()).isNotNull().satisfies(machine -> {
                assertThat(machine.gpus()).hasSize(2);
                assertThat(machine.threads()).isPositive();
            });
            int before = changes.get();
            StandIn.script(folder, "rack", "echo rack=r8");
            await().until(() ->
                    "r8".equals(host.facts().equipment().attributes().get("rack")));
            await().until(() -> changes.get() > before);
        }
    }

    @Test
    void fewerGpusThanAreToBeOfferedAreWarnedOf() throws IOException {
        StandIn.script(folder, "nvidia-smi", StandIn.TWO_GPUS);
        try (LiveHost host = open(3)) {
            assertThat(host.facts().equipment().gpus()).isEqualTo(2);
            assertThat(host.warnings()).contains("worker.gpus is 3, and this machine has 2");
        }
    }
}
