package org.puli.worker.run;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A small program of the system that is asked something. Safe on every thread; blocks while the program runs. */
public final class SystemProgram {
    /** Longest answer, in bytes; the rest is not read. */
    public static final int MOST_BYTES = 1 << 16;

    private SystemProgram() {}

    /**
     * Runs it and returns what it says.
     *
     * @param limit after which it is killed
     * @throws IOException when it is not there, fails or takes too long, in words
     */
    public static String ask(List<String> line, Duration limit) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
        } catch (IOException e) {
            throw new IOException("the program " + line.getFirst() + " cannot be started: " + e.getMessage(), e);
        }
        CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS)
                .execute(() -> process.toHandle().destroyForcibly());
        try {
            String text = read(process);
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("the program " + line.getFirst() + " ended with exit code " + code + ": "
                        + text.lines().findFirst().orElse("it said nothing"));
            }
            return text;
        } catch (InterruptedException e) {
            process.toHandle().destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Closed before its end is waited for, so that one that talks without end is ended by that. */
    private static String read(Process process) throws IOException {
        try (InputStream said = process.getInputStream()) {
            return new String(said.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }
}
