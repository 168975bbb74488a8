package org.puli.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.MachineFacts;
import org.puli.api.sync.MachineFacts.Disk;
import org.puli.worker.host.Mounts.Mount;

class MachineReaderTest {
    @TempDir
    Path root;

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private MachineFacts read() throws InterruptedException {
        return new MachineReader(root, URI.create("http://127.0.0.1:8004")).read();
    }

    /** Two threads on each of two cores in each of two packages. */
    private static String cpu() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            lines.append("processor\t: ").append(i).append("\nmodel name\t: AMD EPYC 7543  32-Core\nphysical id\t: ");
            lines.append(i / 4).append("\ncore id\t\t: ").append(i / 2 % 2).append("\n\n");
        }
        return lines.toString();
    }

    @Test
    void theMachineIsReadFromWhatItsKernelTells() throws Exception {
        file("proc/cpuinfo", cpu());
        file("proc/meminfo", "MemTotal:       65843268 kB\nMemFree: 1 kB\nSwapTotal:       8388604 kB\n");
        file("etc/os-release", "NAME=Rocky\nPRETTY_NAME=\"Rocky Linux 9.4\"\n");
        file("proc/self/mounts", "/dev/sda1 " + root + " ext4 rw 0 0\nproc /proc proc rw 0 0\n");
        MachineFacts facts = read();
        assertThat(facts.cpuModel()).isEqualTo("AMD EPYC 7543 32-Core");
        assertThat(facts.physicalCores()).isEqualTo(4);
        assertThat(facts.threads()).isEqualTo(8);
        assertThat(facts.memoryBytes()).isEqualTo(65_843_268L * 1024);
        assertThat(facts.swapBytes()).isEqualTo(8_388_604L * 1024);
        assertThat(facts.os()).isEqualTo("Rocky Linux 9.4");
        assertThat(facts.kernel()).isEqualTo(System.getProperty("os.version"));
        assertThat(facts.address()).isEqualTo("127.0.0.1");
        assertThat(facts.disks()).singleElement().satisfies(disk -> {
            assertThat(disk.path()).isEqualTo(root.toString());
            assertThat(disk.type()).isEqualTo("ext4");
            assertThat(disk.sizeBytes()).isEqualTo(Files.getFileStore(root).getTotalSpace());
        });
    }

    @Test
    void whatIsNotToldIsEmpty() throws Exception {
        file("proc/cpuinfo", "processor : 0\nprocessor : 1\nBogoMIPS : 50\n");
        file("proc/self/mounts", "/dev/sdb1 " + root.resolve("gone") + " xfs rw 0 0\n");
        MachineFacts facts = read();
        assertThat(facts.cpuModel()).isEmpty();
        assertThat(facts.physicalCores()).isEqualTo(2);
        assertThat(facts.memoryBytes()).isZero();
        assertThat(facts.disks()).isEmpty();
    }

    @Test
    void thisMachineTellsSomething() throws Exception {
        MachineFacts facts = new MachineReader(Path.of("/"), URI.create("http://no.such.host.invalid")).read();
        assertThat(facts.threads()).isPositive();
        assertThat(facts.physicalCores()).isPositive().isLessThanOrEqualTo(facts.threads());
        assertThat(facts.memoryBytes()).isPositive();
        assertThat(facts.address()).isEmpty();
    }

    @Test
    void filesOfPeopleAreRootsAndTheKernelsOwnAreNot() {
        assertThat(Mounts.parse(List.of(
                        "overlay / overlay rw 0 0",
                        "proc /proc proc rw 0 0",
                        "tmpfs /run tmpfs rw 0 0",
                        "/dev/nvme0n1p2 /scratch xfs rw 0 0",
                        "/dev/nvme0n1p1 /boot/efi vfat rw 0 0",
                        "/dev/loop3 /snap/core/1 squashfs ro 0 0",
                        "nas:/shows /mnt/my\\040shows nfs4 rw 0 0",
                        "//win/pub /pub cifs rw 0 0",
                        "host:/x /home/ada/x fuse.sshfs rw 0 0",
                        "portal /run/user/1/doc fuse.portal rw 0 0",
                        "overlay /var/lib/docker/1 overlay rw 0 0",
                        "broken")))
                .containsExactly(
                        new Mount("/", "overlay"),
                        new Mount("/home/ada/x", "fuse.sshfs"),
                        new Mount("/mnt/my shows", "nfs4"),
                        new Mount("/pub", "cifs"),
                        new Mount("/scratch", "xfs"));
    }

    @Test
    void whatIsMountedOverAnotherHidesIt() {
        assertThat(Mounts.parse(List.of("/dev/sda /data ext4 rw 0 0", "nas:/d /data nfs rw 0 0")))
                .containsExactly(new Mount("/data", "nfs"));
        assertThat(Mounts.parse(List.of("/dev/sda /data ext4 rw 0 0", "tmpfs /data tmpfs rw 0 0")))
                .isEmpty();
    }

    @Test
    void aDiskThatAnswersIsToldWithItsSizeAndAFileIsNone() throws Exception {
        file("a-file", "");
        assertThat(new DiskLooks()
                        .look(List.of(
                                new Mount(root.toString(), "xfs"),
                                new Mount(root.resolve("a-file").toString(), "xfs"))))
                .containsExactly(new Disk(
                        root.toString(), "xfs", Files.getFileStore(root).getTotalSpace()));
    }
}
