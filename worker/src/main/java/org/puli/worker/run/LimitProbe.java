package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tries a limit on a program that does nothing. Stateless. */
final class LimitProbe {
    private static final long MOST_SECONDS = 20;

    private LimitProbe() {}

    /**
     * Tries it.
     *
     * @param words the program that sets it, and its arguments
     * @throws IOException naming the setting, when the worker's user may not set it
     */
    static void run(LimitLink link, List<String> words, String path) throws IOException {
        boolean isNice = link.program().equals("nice");
        List<String> line = new ArrayList<>(words);
        try {
            Path last = ProgramPath.find(isNice ? "nice" : "true", Path.of("/"), path);
            line.add(last.toString());
        } catch (CannotStart e) {
            throw new IOException(link.setting() + " cannot be tried: " + e.getMessage(), e);
        }
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        // That program goes on when it may not change its niceness, and complains.
        if (exitCode(process) != 0 || (isNice && !said.matches("-?\\d+"))) {
            throw new IOException(link.setting() + " cannot be set by this worker's user: " + said);
        }
    }

    private static int exitCode(Process process) throws IOException {
        try {
            if (process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted at start", e);
        }
        process.toHandle().destroyForcibly();
        return -1;
    }
}
