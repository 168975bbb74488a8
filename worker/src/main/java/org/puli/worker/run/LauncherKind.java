package org.puli.worker.run;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Platform;
import org.puli.worker.output.Programs;

/** With what a worker starts commands. */
public enum LauncherKind {
    /** With what knows most on this platform. */
    AUTO,
    /** With what Linux alone has: no process of a tree is ever lost, limits are set, memory and I/O are measured. */
    LINUX,
    /** With what the JDK has on every platform. */
    PORTABLE;

    /** The kind that a word names; null when it names none. */
    public static @Nullable LauncherKind find(String word) {
        for (LauncherKind kind : values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        return null;
    }

    /**
     * Opens a launcher of this kind.
     *
     * @param programs asked at the start of each process how its output is understood
     * @param gpus asked at the start of each attempt which GPUs may be given to it; the portable one gives none
     * @throws IOException when it cannot be used here, saying why
     */
    public MachineLauncher open(RunSettings settings, Supplier<Programs> programs, Supplier<List<String>> gpus)
            throws IOException {
        return open(settings, programs, gpus, Platform.find(System.getProperty("os.name")));
    }

    MachineLauncher open(
            RunSettings settings, Supplier<Programs> programs, Supplier<List<String>> gpus, @Nullable Platform here)
            throws IOException {
        boolean isLinux = here == Platform.LINUX;
        if (this == LINUX && !isLinux) {
            throw new IOException("worker.launcher is 'linux', but this machine runs " + System.getProperty("os.name")
                    + "; leave it out, or say 'portable'");
        }
        return isLinux && this != PORTABLE
                ? LinuxLauncher.open(settings, programs, gpus)
                : PortableLauncher.open(settings, programs);
    }
}
