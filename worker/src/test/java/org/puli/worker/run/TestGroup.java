package org.puli.worker.run;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A control group for a test to make others in, on machines that permit it. */
record TestGroup(Path path) {
    private static final List<Path> TOPS = List.of(Path.of("/sys/fs/cgroup"), Path.of("/sys/fs/cgroup/unified"));

    /** A new one; elsewhere the test is skipped and says so. */
    static TestGroup orSkip() throws IOException {
        Path top = TOPS.stream()
                .filter(CgroupHome::isGroup)
                .filter(Files::isWritable)
                .findFirst()
                .orElse(null);
        assumeThat(top)
                .as("SKIPPED: this machine permits no control groups of version 2; only the process tree is tested")
                .isNotNull();
        return new TestGroup(Files.createDirectory(
                top.resolve("puli-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime())));
    }

    /** Removes it; whether nothing was in it any more. */
    boolean close() {
        return Patience.upTo(Duration.ofSeconds(10)).until(this::tryRemove);
    }

    private boolean tryRemove() {
        try {
            return Files.deleteIfExists(path);
        } catch (IOException inUse) {
            return false;
        }
    }
}
