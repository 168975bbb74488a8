package org.puli.worker.memory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.worker.memory.Shortage.Finding;

/** Machines whose files are made up. */
class ShortageTest {
    private static final long MEGABYTE = 1L << 20;
    private static final long RESERVE = 1_024 * MEGABYTE;

    @TempDir
    Path root;

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private void available(long megabytes) throws IOException {
        write("proc/meminfo", "MemTotal: 8388608 kB\nMemFree: 1 kB\nMemAvailable: " + megabytes * 1024 + " kB\n");
    }

    private void pressure(String full) throws IOException {
        write(
                "proc/pressure/memory",
                "some avg10=99.00 avg60=9.00 avg300=9.00 total=9\nfull avg10=" + full + " avg60=0.00 total=1\n");
    }

    private @Nullable Finding find() {
        return new Shortage(new MachineMemory(root), RESERVE).find();
    }

    @Test
    void whenLessIsAvailableThanIsToStaySoItIsShort() throws IOException {
        available(1_024);
        assertThat(find()).isNull();
        available(1_023);
        Finding finding = requireNonNull(find());
        assertThat(finding.lackingBytes()).isEqualTo(MEGABYTE);
        assertThat(finding.words()).isEqualTo("1023 MB available, of 1 GB that are to stay so");
    }

    @Test
    void pressureCountsOnlyWhereLittleIsLeft() throws IOException {
        pressure("10.00");
        available(2_048);
        assertThat(find()).isNull();
        available(2_047);
        Finding finding = requireNonNull(find());
        assertThat(finding.lackingBytes()).isEqualTo(MEGABYTE);
        assertThat(finding.words()).endsWith("and programs stand still for 10 % of the time");
        pressure("9.99");
        assertThat(find()).isNull();
    }

    @Test
    void aLimitOfTheContainerCounts() throws IOException {
        available(8_000);
        write("proc/self/cgroup", "0::/farm/worker\n");
        write("sys/fs/cgroup/farm/memory.max", "4294967296\n");
        write("sys/fs/cgroup/farm/memory.current", "4194304000\n");
        write("sys/fs/cgroup/farm/memory.stat", "anon 5\ninactive_file 104857600\n");
        write("sys/fs/cgroup/farm/worker/memory.max", "max\n");
        write("sys/fs/cgroup/farm/worker/memory.current", "4194304000\n");
        assertThat(new MachineMemory(root).availableBytes()).isEqualTo(196 * MEGABYTE);
        assertThat(requireNonNull(find()).words()).startsWith("196 MB available");
    }

    @Test
    void whereNothingIsToldItIsNeverShort() throws IOException {
        assertThat(find()).isNull();
        pressure("99.00");
        assertThat(find()).isNull();
        pressure("much");
        assertThat(new MachineMemory(root).pressure()).isZero();
    }

    @Test
    void withoutAReserveItIsNeverShort() throws IOException {
        available(0);
        assertThat(new Shortage(new MachineMemory(root), 0).find()).isNull();
    }

    @Test
    void thisMachineTellsAllOfIt() {
        MachineMemory machine = new MachineMemory();
        assertThat(machine.totalBytes()).isGreaterThan(100 * MEGABYTE);
        assertThat(machine.availableBytes()).isPositive().isLessThanOrEqualTo(machine.totalBytes());
        assertThat(machine.pressure()).isBetween(0.0, 100.0);
    }
}
