package org.puli.worker.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Scripts in the place of programs, for tests. */
public final class StandIn {
    private StandIn() {}

    /** A shell script with this name; an older one is replaced as a whole, so that nobody runs a half of it. */
    public static Path script(Path folder, String name, String lines) throws IOException {
        Path fresh = Files.createTempFile(folder, ".", "");
        Files.writeString(fresh, "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
        return Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What {@code nvidia-smi} printed on a machine with two GPUs. */
    public static final String TWO_GPUS = """
            cat <<'EOF'
            1, GPU-8f6d1d0e-2a62-5b0c-9d57-3a1d3d2c7b11, NVIDIA L40S, 46068, 412, 3, 38, 550.54.15
            0, GPU-5c2b9a57-71c4-3f0b-8e43-64f1d0a2b6c9, NVIDIA RTX A6000, 49140, 20480, 97, 71, 550.54.15
            EOF""";
}
