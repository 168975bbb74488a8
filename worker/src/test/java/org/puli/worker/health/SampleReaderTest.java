package org.puli.worker.health;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.MachineSample;
import org.puli.api.sync.MachineSample.GpuUse;

class SampleReaderTest {
    @TempDir
    Path root;

    private long millis = 1_000;

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @BeforeEach
    void machine() throws IOException {
        file("proc/stat", "cpu  100 0 100 700 100 0 0 0 50 0\ncpu0 1 2 3\n");
        file("proc/loadavg", "3.50 2.00 1.00 2/900 1234\n");
        file("proc/meminfo", """
                MemTotal:       16384000 kB
                MemAvailable:   12288000 kB
                SwapTotal:       2048000 kB
                SwapFree:        1024000 kB
                """);
        file("sys/block/sda/size", "1");
        file("sys/block/dm-0/size", "1");
        file("sys/class/net/eth0/device/vendor", "0x8086");
        counted(0);
    }

    /** Half a gigabyte and the like more than before, for each step. */
    private void counted(long step) throws IOException {
        file(
                "proc/diskstats",
                "   8 0 sda 10 0 " + (1_000 + step * 20_480) + " 0 5 0 " + step * 4_096 + " 0 0 0 0\n"
                        + "   8 1 sda1 10 0 " + step * 20_480 + " 0 5 0 " + step * 4_096 + " 0 0 0 0\n"
                        + " 254 0 dm-0 10 0 " + step * 20_480 + " 0 5 0 " + step * 4_096 + " 0 0 0 0\n");
        file(
                "proc/net/dev",
                "Inter-|   Receive  |  Transmit\n face |bytes packets |bytes packets\n"
                        + "    lo: " + step * 99_000_000 + " 0 0 0 0 0 0 0 99 0 0 0 0 0 0 0\n"
                        + "  eth0:" + step * 12_345_678 + " 0 0 0 0 0 0 0 " + step * 200_000 + " 0 0 0 0 0 0 0\n"
                        + "docker0: " + step * 12_345_678 + " 0 0 0 0 0 0 0 99 0 0 0 0 0 0 0\n");
    }

    private SampleReader reader() {
        return new SampleReader(root, root, () -> List.of(new GpuUse(0, 0.5, 7, 60)), () -> millis);
    }

    @Test
    void theFirstSampleTellsNoRates() {
        MachineSample first = reader().take();
        assertThat(first.cpu()).isZero();
        assertThat(first.load()).isEqualTo(3.5);
        assertThat(first.memoryBytes()).isEqualTo(4_000L << 20);
        assertThat(first.swapBytes()).isEqualTo(1_000L << 20);
        assertThat(first.diskRead()).isZero();
        assertThat(first.netReceived()).isZero();
        assertThat(first.diskFree()).isPositive();
        assertThat(first.gpus()).containsExactly(new GpuUse(0, 0.5, 7, 60));
    }

    @Test
    void ratesAreThoseOfRealHardwareSinceTheSampleBefore() throws IOException {
        SampleReader reader = reader();
        reader.take();
        millis += 2_000;
        file("proc/stat", "cpu  220 10 120 750 150 0 0 0 90 0\n");
        counted(1);
        MachineSample next = reader.take();
        assertThat(next.cpu()).as("150 of 250 ticks").isEqualTo(0.6);
        assertThat(next.diskRead())
                .as("of the disk, not again of its partition and volume")
                .isEqualTo(5_200_000);
        assertThat(next.diskWritten()).isEqualTo(1_000_000);
        assertThat(next.netReceived())
                .as("of the card, not again of the bridge")
                .isEqualTo(6_200_000);
        assertThat(next.netSent()).isEqualTo(100_000);
        millis += 2_000;
        counted(0);
        MachineSample back = reader.take();
        assertThat(back.cpu()).as("nothing was counted").isZero();
        assertThat(back.diskRead()).as("a counter that began anew").isZero();
    }

    @Test
    void inAContainerTheOnlyCardCounts() throws IOException {
        Files.delete(root.resolve("sys/class/net/eth0/device/vendor"));
        Files.delete(root.resolve("sys/class/net/eth0/device"));
        SampleReader reader = reader();
        reader.take();
        millis += 1_000;
        counted(1);
        assertThat(reader.take().netReceived()).as("all but the loopback").isEqualTo(25_000_000);
    }

    @Test
    void aMachineThatTellsNothingIsQuiet() throws IOException {
        SampleReader none = new SampleReader(root.resolve("none"), root.resolve("none"), List::of, () -> millis);
        assertThat(none.take()).isEqualTo(new MachineSample(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of()));
    }

    @Test
    void thisMachineTellsSomething() {
        MachineSample sample = new SampleReader(Path.of("/"), root, List::of, () -> millis).take();
        assertThat(sample.memoryBytes()).isPositive();
        assertThat(sample.diskFree()).isPositive();
    }

    @Test
    void tenMinutesAreKeptAndNoMore() {
        AtomicLong wall = new AtomicLong();
        Samples samples = new Samples(
                () -> new MachineSample(0, wall.get(), 0, 0, 0, 0, 0, 0, 0, List.of()),
                Duration.ofSeconds(5),
                () -> wall.addAndGet(5_000));
        assertThat(samples.findNewest()).isNull();
        for (int i = 0; i < 130; i++) {
            samples.take();
        }
        assertThat(samples.all()).hasSize(120);
        assertThat(samples.all().getFirst().at()).isEqualTo(55_000);
        assertThat(requireNonNull(samples.findNewest()).load()).isEqualTo(645_000);
    }

    @Test
    void aThreadTakesThem() {
        try (Samples samples = Samples.start(reader(), Duration.ofMillis(5))) {
            await().until(() -> samples.all().size() >= 3);
        }
    }

    @Test
    void aSampleThatCannotBeTakenIsLeftOut() {
        Samples samples = new Samples(
                () -> {
                    throw new IllegalStateException("dead");
                },
                Duration.ofSeconds(5),
                () -> 1);
        samples.take();
        assertThat(samples.all()).isEmpty();
    }
}
