package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that share a lot of memory: a shell and what it forked. */
class TreeMemoryTest {
    private static final long MEGABYTE = 1L << 20;
    private static final int FORKS = 3;

    @TempDir
    Path folder;

    private Process shell;
    private List<ProcessStat> members;

    @BeforeEach
    void forkWithMuchMemory() throws IOException {
        String line = "mkfifo never; x=$(head -c 60000000 /dev/zero | tr '\\0' a);"
                + " for i in 1 2 3; do (read y < never; echo ${#x}) & echo $!; done; wait";
        shell = new ProcessBuilder("sh", "-c", line)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Integer> pids = new ArrayList<>(List.of((int) shell.pid()));
        BufferedReader said =
                new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII));
        for (int i = 0; i < FORKS; i++) {
            pids.add(Integer.valueOf(Objects.requireNonNull(said.readLine())));
        }
        members = pids.stream().map(ProcTable::find).toList();
        assertThat(members).doesNotContainNull();
    }

    @AfterEach
    void end() throws InterruptedException {
        // The shell takes its forks away; as orphans they would be nobody's.
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.waitFor();
    }

    private TreeMemory looked(long limit) {
        TreeMemory memory = new TreeMemory(limit);
        memory.look(RunGroup.NONE, members);
        return memory;
    }

    @Test
    void belowALimitThePlainSumIsGoodEnough() {
        TreeMemory memory = looked(Long.MAX_VALUE);
        assertThat(memory.used()).isGreaterThan(200 * MEGABYTE);
        assertThat(memory.peak()).isGreaterThanOrEqualTo(memory.used());
    }

    @Test
    void aboveItWhatIsSharedCountsOnce() {
        TreeMemory memory = looked(100 * MEGABYTE);
        assertThat(memory.used()).isBetween(55 * MEGABYTE, 180 * MEGABYTE);
    }

    @Test
    void theCostlyLookHoldsForAWhile() {
        TreeMemory memory = looked(100 * MEGABYTE);
        long first = memory.used();
        memory.look(RunGroup.NONE, members);
        assertThat(memory.used()).isCloseTo(first, withPercentage(10));
    }

    @Test
    void aGroupKnowsBetter() throws IOException {
        Files.writeString(folder.resolve("memory.stat"), "anon 5242880\n");
        TreeMemory memory = new TreeMemory(Long.MAX_VALUE);
        memory.look(new RunGroup(folder), members);
        assertThat(memory.used()).isEqualTo(5 * MEGABYTE);
    }

    @Test
    void whatIsGoneUsesNothing() {
        TreeMemory memory = looked(Long.MAX_VALUE);
        memory.look(RunGroup.NONE, List.of());
        assertThat(memory.used()).isZero();
        assertThat(memory.peak()).isGreaterThan(200 * MEGABYTE);
    }
}
