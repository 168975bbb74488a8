package org.puli.simulation.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is alive in the heap of a Java process of the same user. Stateless. */
public final class LiveHeap {
    private LiveHeap() {}

    /**
     * Bytes of all objects that are left after a full collection, which this asks for.
     *
     * @throws IOException when there is no such process, or it does not answer, or this Java has no {@code jcmd}
     */
    public static long bytes(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        // To a file: a process that looks at itself could not read a pipe meanwhile.
        Path said = Files.createTempFile("puli-heap-", ".txt");
        try {
            new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start()
                    .waitFor();
            return total(Files.readString(said));
        } finally {
            Files.delete(said);
        }
    }

    /** The last line of the table: {@code Total}, how many objects, how many bytes. */
    static long total(String histogram) throws IOException {
        String[] words = histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .reduce("", (before, line) -> line)
                .trim()
                .split("\\s+", -1);
        if (words.length < 3) {
            throw new IOException("jcmd did not tell what is alive in the heap: " + histogram.strip());
        }
        return Long.parseLong(words[2]);
    }
}
