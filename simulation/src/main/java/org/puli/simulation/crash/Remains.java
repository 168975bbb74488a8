package org.puli.simulation.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Finds processes by what stands in their environment, as the system shows it. Stateless. */
final class Remains {
    private static final int START_TIME = 19;

    private Remains() {}

    /** A process that cannot be mistaken for a later one of the same id. */
    record Found(long pid, String startTicks) {}

    /** Processes whose environment has a variable that begins so. */
    static Set<Found> with(String variable) throws IOException {
        Set<Found> found = new HashSet<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path folder : folders) {
                addIfMarked(folder, variable, found);
            }
        }
        return found;
    }

    private static void addIfMarked(Path folder, String variable, Set<Found> found) {
        try {
            String environment = Files.readString(folder.resolve("environ"), StandardCharsets.ISO_8859_1);
            if (("\0" + environment).contains("\0" + variable)) {
                String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                long pid = Long.parseLong(folder.getFileName().toString());
                found.add(new Found(pid, fields[START_TIME]));
            }
        } catch (IOException goneMeanwhile) {
            // Processes come and go while one looks at them; one that is gone is none that is left.
            found.removeIf(process -> folder.endsWith(Long.toString(process.pid())));
        }
    }
}
