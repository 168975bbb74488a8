package org.puli.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A dispatcher or worker as a process of its own. What it says before it has a log goes to a file of its own too.
 *
 * @param said that file
 */
record Daemon(String name, Process process, Path said) {
    private static final int LAST_LINES = 5;

    /** Starts it through the launcher, whose process becomes the daemon. Variables for other farms are kept from it. */
    static Daemon start(String name, Path folder, List<String> command) throws IOException {
        Path said = folder.resolve(name + ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment()
                .keySet()
                .removeIf(variable -> variable.startsWith("PULI_") && !variable.equals("PULI_JDK"));
        return new Daemon(name, builder.start(), said);
    }

    /** Waits for its end, at most so long; the answer says whether it has ended. */
    boolean hasEndedWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** The last that it said, for whoever has to find out why it ended. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(said);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + said + " cannot be read)";
        }
    }
}
