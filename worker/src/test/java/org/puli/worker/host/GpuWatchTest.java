package org.puli.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.MachineFacts.Gpu;
import org.puli.api.sync.MachineSample.GpuUse;

class GpuWatchTest {
    private static final String A6000 = "GPU-5c2b9a57-71c4-3f0b-8e43-64f1d0a2b6c9";
    private static final String L40S = "GPU-8f6d1d0e-2a62-5b0c-9d57-3a1d3d2c7b11";

    @TempDir
    Path folder;

    private GpuWatch watch;

    @BeforeEach
    void make() {
        watch = new GpuWatch("/no/such/folder:" + folder + ":");
    }

    private void smi(String lines) throws IOException {
        StandIn.script(folder, "nvidia-smi", lines);
        watch.look();
    }

    @Test
    void whatTheDriversProgramPrintsIsUnderstood() throws IOException {
        smi("case \"$*\" in '--query-gpu=index,uuid,name,'*' --format=csv,noheader,nounits') ;; *) exit 2;; esac\n"
                + StandIn.TWO_GPUS);
        assertThat(watch.gpus())
                .containsExactly(
                        new Gpu(0, A6000, "NVIDIA RTX A6000", 49_140L << 20, "550.54.15"),
                        new Gpu(1, L40S, "NVIDIA L40S", 46_068L << 20, "550.54.15"));
        assertThat(watch.use())
                .containsExactly(new GpuUse(0, 0.97, 20_480L << 20, 71), new GpuUse(1, 0.03, 412L << 20, 38));
        assertThat(watch.warnings()).isEmpty();
    }

    @Test
    void whatAGpuDoesNotTellIsZeroAndOtherLinesAreNone() throws IOException {
        smi("echo 'WARNING: infoROM is corrupted at gpu 0000:01:00.0'\n"
                + "echo '0, GPU-1, Some, odd name, 8192, [N/A], [Not Supported], [N/A], 470.1'");
        assertThat(watch.gpus()).containsExactly(new Gpu(0, "GPU-1", "Some, odd name", 8_192L << 20, "470.1"));
        assertThat(watch.use()).containsExactly(new GpuUse(0, 0, 0, 0));
    }

    @Test
    void aMachineWithoutTheProgramHasNone() {
        watch.look();
        assertThat(watch.gpus()).isEmpty();
        assertThat(watch.warnings()).isEmpty();
    }

    @Test
    void aLookThatFailsIsWarnedOfAndChangesNothing() throws IOException {
        smi(StandIn.TWO_GPUS);
        smi("echo 'NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver.'; exit 9");
        assertThat(watch.gpus()).hasSize(2);
        assertThat(watch.warnings()).singleElement().asString().contains("exit code 9", "NVIDIA driver");
        smi("echo what");
        assertThat(watch.gpus()).hasSize(2);
        assertThat(watch.warnings()).singleElement().asString().contains("'what' where GPUs were expected");
        smi("echo '0, GPU-1, L4, 23034, 0, 0, 30, 550.1'");
        assertThat(watch.gpus()).hasSize(1);
        assertThat(watch.warnings()).isEmpty();
        Files.delete(folder.resolve("nvidia-smi"));
        watch.look();
        assertThat(watch.gpus()).isEmpty();
    }

    @Test
    void theFirstOnesAreOfferedByUuidWithTheMemoryOfTheSmallest() throws IOException {
        smi(StandIn.TWO_GPUS);
        assertThat(GpuOffer.of(watch.gpus(), null, null)).isEqualTo(new GpuOffer(List.of(A6000, L40S), 46_068L << 20));
        assertThat(GpuOffer.of(watch.gpus(), 1, null)).isEqualTo(new GpuOffer(List.of(A6000), 49_140L << 20));
        assertThat(GpuOffer.of(watch.gpus(), 0, null)).isEqualTo(new GpuOffer(List.of(), 0));
        assertThat(GpuOffer.of(watch.gpus(), 9, 5L)).isEqualTo(new GpuOffer(List.of(A6000, L40S), 5));
    }

    @Test
    void gpusThatNobodyCanAskAreOfferedByNumber() {
        assertThat(GpuOffer.of(List.of(), 2, 7L)).isEqualTo(new GpuOffer(List.of("0", "1"), 7));
        assertThat(GpuOffer.of(List.of(), null, null)).isEqualTo(new GpuOffer(List.of(), 0));
    }
}
