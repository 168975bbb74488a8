package org.puli.dispatcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The dispatcher's program as a process of its own. */
final class DispatcherProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final StringBuilder words = new StringBuilder();

    private DispatcherProcess(Process process) {
        this.process = process;
    }

    static DispatcherProcess start(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DispatcherMain.class.getName(),
                "run"));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PULI_"));
        return new DispatcherProcess(builder.start());
    }

    /** Runs one that ends by itself. */
    static DispatcherProcess run(String... arguments) throws Exception {
        DispatcherProcess ended = start(arguments);
        ended.exitCode();
        return ended;
    }

    /** Reads its words up to one. */
    DispatcherProcess awaitWords(String wanted) throws IOException {
        while (words.indexOf(wanted) < 0) {
            int next = process.getInputStream().read();
            if (next < 0) {
                throw new AssertionError("it ended with: " + words);
            }
            words.append((char) next);
        }
        return this;
    }

    Process process() {
        return process;
    }

    int exitCode() throws Exception {
        words.append(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end; so far: " + words);
        }
        return process.exitValue();
    }

    String words() {
        return words.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
