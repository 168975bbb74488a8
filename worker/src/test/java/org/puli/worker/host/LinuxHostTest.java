package org.puli.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.Equipment;

class LinuxHostTest {
    @TempDir
    Path root;

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private long memory() {
        return new LinuxHost(root, null, null, Equipment.NONE, "1").facts().memoryBytes();
    }

    @Test
    void thisMachineHasCoresMemoryAndAName() {
        var facts = new LinuxHost(null, null, Equipment.NONE, "2.0").facts();
        assertThat(facts.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(facts.memoryBytes()).isGreaterThan(1 << 20);
        assertThat(facts.platform()).contains("Linux");
        assertThat(facts.version()).isEqualTo("2.0");
    }

    @Test
    void whatIsOfferedCanBeSaid() {
        var facts = new LinuxHost(3, 1000L, Equipment.NONE, "2.0").facts();
        assertThat(facts.cores()).isEqualTo(3);
        assertThat(facts.memoryBytes()).isEqualTo(1000);
    }

    @Test
    void theTightestLimitOfTheControlGroupsCounts() throws IOException {
        assertThat(memory()).isZero();
        write("proc/meminfo", "MemFree: 1 kB\nMemTotal:       2000 kB\n");
        assertThat(memory()).isEqualTo(2_048_000);
        write("proc/self/cgroup", "0::/farm/worker\n");
        write("sys/fs/cgroup/farm/worker/memory.max", "max\n");
        assertThat(memory()).isEqualTo(2_048_000);
        write("sys/fs/cgroup/farm/memory.max", "1000000\n");
        assertThat(memory()).isEqualTo(1_000_000);
    }

    @Test
    void theOlderControlGroupsCountToo() throws IOException {
        write("proc/meminfo", "MemTotal: 2000 kB\n");
        write("proc/self/cgroup", "3:cpu,memory:/w\n1:name=systemd:/x\n");
        write("sys/fs/cgroup/memory/w/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "500000\n");
        assertThat(memory()).isEqualTo(500_000);
    }
}
