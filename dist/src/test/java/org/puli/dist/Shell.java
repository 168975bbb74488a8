package org.puli.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A user at a terminal: calls {@code ./puli} of this very build and reads what it says. */
record Shell(Path folder, String server) {
    private static final long PATIENCE_SECONDS = 120;

    /** A program that was started, with what it says going to two files. */
    record Started(Process process, Path outFile, Path errFile) {
        String out() {
            return read(outFile);
        }

        String err() {
            return read(errFile);
        }

        /** Waits for its end; the exit code. */
        int exit() {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("does not end; it said " + out() + err());
                }
                return process.exitValue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Runs a verb to its end. */
    Started puli(String... arguments) {
        Started started = start(arguments);
        started.exit();
        return started;
    }

    /** Starts a verb and does not wait for it. */
    Started start(String... arguments) {
        return start(Path.of("puli"), List.of(arguments));
    }

    /** Starts a program of this build, named from its root, and does not wait for it. */
    Started start(Path program, List<String> arguments) {
        try {
            // Started by nohup or in the background, the tests would pass on that they ignore signals.
            List<String> line = new ArrayList<>(List.of("env", "--default-signal=HUP,INT"));
            line.add(SourceTree.ROOT.resolve(program).toString());
            line.addAll(arguments);
            Path out = Files.createTempFile(folder, "said", ".out");
            Path err = Files.createTempFile(folder, "said", ".err");
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("PULI_"));
            environment.put("PULI_BUILD", "never");
            environment.put("PULI_JDK", System.getProperty("java.home"));
            environment.put("PULI_SERVER", server);
            environment.put("HOME", folder.toString());
            return new Started(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What another program says on its first stream, without the last line's end. */
    static String says(List<String> line) throws IOException {
        Process process = new ProcessBuilder(line)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
