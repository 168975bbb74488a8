package org.puli.simulation.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the system says of a process. */
class ProcessFiguresTest {
    @BeforeEach
    void needsLinux() {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "a system with /proc");
    }

    @Test
    void javasCompilersAreAPartOfJavasTime() throws Exception {
        ProcessFigures own = ProcessFigures.of(ProcessHandle.current().pid());
        assertThat(own.cpuMicros()).isPositive();
        assertThat(own.compilerMicros()).isBetween(1L, own.cpuMicros());
        assertThat(own.residentBytes()).isGreaterThan(1 << 20);
    }

    @Test
    void anotherProgramHasNoSuchCompilers() throws Exception {
        Process cat = new ProcessBuilder("cat").start();
        try {
            assertThat(ProcessFigures.of(cat.pid()).compilerMicros()).isZero();
        } finally {
            cat.destroyForcibly().waitFor();
        }
        assertThatThrownBy(() -> ProcessFigures.of(cat.pid())).isInstanceOf(IOException.class);
    }
}
