package org.puli.simulation.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** How much of a process's heap is alive. */
class LiveHeapTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void whatIsKeptCountsAndWhatIsNotKeptDoesNot() throws Exception {
        long pid = ProcessHandle.current().pid();
        long before = LiveHeap.bytes(pid);
        byte[] kept = new byte[64 * MEGABYTE];
        long with = LiveHeap.bytes(pid);
        assertThat(with - before).isBetween(56L * MEGABYTE, 72L * MEGABYTE);
        assertThat(kept).hasSize(64 * MEGABYTE);
    }

    @Test
    void aProcessThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> LiveHeap.bytes(Integer.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("jcmd did not tell");
    }
}
