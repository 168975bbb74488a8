package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from control groups and written to them, on a folder that looks like one. */
class RunGroupTest {
    private static final long MEGABYTE = 1L << 20;

    @TempDir
    Path folder;

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private RunGroup group() {
        return new RunGroup(folder);
    }

    @Test
    void programsAndWhatWasSwappedOutCountAndFilesInMemoryDoNot() throws IOException {
        assertThat(group().usedBytes()).isEqualTo(-1);
        write("memory.current", "999999999");
        write("memory.stat", "anon 104857600\nfile 734003200\nkernel 1\nshmem 10485760\nanon_thp 5\nfile_mapped 7\n");
        assertThat(group().usedBytes()).isEqualTo(110 * MEGABYTE);
        write("memory.swap.current", "1048576\n");
        assertThat(group().usedBytes()).isEqualTo(111 * MEGABYTE);
        write("memory.stat", "anon lots\n");
        assertThat(group().usedBytes()).isEqualTo(-1);
    }

    @Test
    void whatTheKernelEndedIsKnown() throws IOException {
        assertThat(group().hasReachedFence()).isFalse();
        write("memory.events", "low 0\nhigh 0\nmax 12\noom 1\noom_kill 0\n");
        assertThat(group().hasReachedFence()).isFalse();
        write("memory.events", "low 0\nhigh 0\nmax 12\noom 1\noom_kill 2\noom_group_kill 1\n");
        assertThat(group().hasReachedFence()).isTrue();
    }

    @Test
    void processesOfGroupsInsideBelongToIt() throws IOException {
        assertThat(group().pids()).isEmpty();
        write("cgroup.procs", "12\n345\n");
        write("inner/cgroup.procs", "6\nx\n\n");
        assertThat(group().pids()).containsExactlyInAnyOrder(12, 345, 6);
    }

    @Test
    void aFenceIsSetWhereMemoryIsHandedOut() throws IOException {
        group().fence(5 * MEGABYTE);
        assertThat(folder).isEmptyDirectory();
        write("memory.max", "max");
        group().fence(5 * MEGABYTE);
        assertThat(folder.resolve("memory.max")).hasContent("5242880");
        assertThat(folder.resolve("memory.oom.group")).hasContent("1");
    }

    @Test
    void allInItIsEndedAtOnceWhereTheKernelCanDoThat() throws IOException {
        group().kill();
        assertThat(folder).isEmptyDirectory();
        write("cgroup.kill", "");
        group().kill();
        assertThat(folder.resolve("cgroup.kill")).hasContent("1");
    }

    @Test
    void whereNoneCanBeMadeAttemptsHaveNone() {
        assertThat(RunGroup.make(folder.resolve("missing/group"), 0)).isEqualTo(RunGroup.NONE);
        assertThat(RunGroup.NONE.usedBytes()).isEqualTo(-1);
        assertThat(RunGroup.NONE.pids()).isEmpty();
        assertThat(RunGroup.NONE.hasReachedFence()).isFalse();
        RunGroup.NONE.kill();
        RunGroup.NONE.take(1);
        RunGroup.NONE.close();
    }

    @Test
    void oneOfAnEarlierLifeIsGoneOnWith() throws IOException {
        Files.createDirectory(folder.resolve("group"));
        assertThat(RunGroup.make(folder.resolve("group"), 0)).isEqualTo(new RunGroup(folder.resolve("group")));
    }

    @Test
    void itIsRemovedWithTheGroupsInside() throws IOException {
        RunGroup made = RunGroup.make(folder.resolve("group"), 0);
        Files.createDirectories(folder.resolve("group/inner/most"));
        made.close();
        assertThat(folder).isEmptyDirectory();
    }
}
