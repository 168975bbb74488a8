package org.puli.simulation.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Finds processes by what stands in their environment, as the system shows it. Stateless. */
final class Remains {
    private static final int START_TIME = 19;

    private Remains() {}

    /** A process that cannot be mistaken for a later one of the same id. */
    record Found(long pid, String startTicks) {}

    /** Processes whose environment has a variable of this value. */
    static Set<Found> with(String variable, String value) throws IOException {
        Map<Found, String> found = values(variable);
        found.values().removeIf(other -> !other.equals(value));
        return found.keySet();
    }

    /**
     * Processes whose environment has a variable, and its value. One look tells all: who compares two of them takes for
     * missing what ended in between.
     */
    static Map<Found, String> values(String variable) throws IOException {
        Map<Found, String> found = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path folder : folders) {
                addIfMarked(folder, variable, found);
            }
        }
        return found;
    }

    private static void addIfMarked(Path folder, String variable, Map<Found, String> found) {
        try {
            String environment = "\0" + read(folder.resolve("environ")) + "\0";
            int at = environment.indexOf("\0" + variable + "=");
            if (at >= 0) {
                int start = at + variable.length() + 2;
                String stat = read(folder.resolve("stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                long pid = Long.parseLong(folder.getFileName().toString());
                found.put(
                        new Found(pid, fields[START_TIME]),
                        environment.substring(start, environment.indexOf('\0', start)));
            }
        } catch (IOException goneMeanwhile) {
            // Processes come and go while one looks at them; one that is gone is none that is left.
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
