package org.puli.worker.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.MachineFacts.Gpu;
import org.puli.api.sync.MachineSample.GpuUse;
import org.puli.worker.host.NvidiaSmi.Seen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The GPUs of this machine, as they were when they were looked at last. A look that fails changes nothing, for what
 * runs on them is not gone by that; it is warned of. Looked by one thread, read on every one.
 */
public final class GpuWatch {
    private static final Logger LOG = LoggerFactory.getLogger(GpuWatch.class);
    private static final String PROGRAM = "nvidia-smi";

    private final String path;
    private volatile List<Seen> seen = List.of();
    private volatile @Nullable String warning;

    /**
     * Looks at nothing yet.
     *
     * @param path the folders in which {@code nvidia-smi} may be, separated by colons
     */
    public GpuWatch(String path) {
        this.path = path;
    }

    /** Looks; without the program there are no GPUs. */
    public void look() {
        String program = findProgram();
        try {
            seen = program == null ? List.of() : new NvidiaSmi(program).ask();
            warning = null;
        } catch (IOException e) {
            String words = "the GPUs cannot be looked at: " + e.getMessage();
            if (!words.equals(warning)) {
                LOG.warn("{}", words);
            }
            warning = words;
        }
    }

    private @Nullable String findProgram() {
        for (String folder : path.split(File.pathSeparator, -1)) {
            try {
                Path file = Path.of(folder).resolve(PROGRAM);
                if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return file.toAbsolutePath().toString();
                }
            } catch (InvalidPathException noFolder) {
                // It is not there then.
            }
        }
        return null;
    }

    /** What they are, in the order of their indexes. */
    public List<Gpu> gpus() {
        return seen.stream().map(Seen::gpu).toList();
    }

    /** How busy they are, in the same order. */
    public List<GpuUse> use() {
        return seen.stream().map(Seen::use).toList();
    }

    /** Why the last look failed; nothing when it did not. */
    public Stream<String> warnings() {
        return Stream.ofNullable(warning);
    }
}
