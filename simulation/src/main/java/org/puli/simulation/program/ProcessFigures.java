package org.puli.simulation.program;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the system says of a process.
 *
 * @param cpuMicros processor time of all its threads since it started, to 10 ms
 * @param compilerMicros of that, what Java's compilers took, which are done after some minutes; 0 for other programs
 * @param residentBytes memory it occupies
 */
public record ProcessFigures(long cpuMicros, long compilerMicros, long residentBytes) {
    /** One tick of the processor time in /proc; the same on every Linux of our platforms. */
    private static final long TICK_MICROS = 10_000;

    private static final int USER_TIME = 11;

    /** The system cuts the names of threads. */
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");

    /**
     * Looks at a process.
     *
     * @throws IOException when there is none with this id
     */
    public static ProcessFigures of(long pid) throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid));
        return new ProcessFigures(
                micros(Files.readString(folder.resolve("stat"))),
                compilers(folder.resolve("task")),
                resident(Files.readAllLines(folder.resolve("status"))));
    }

    private static long micros(String stat) {
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        long ticks = Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(USER_TIME + 1));
        return ticks * TICK_MICROS;
    }

    private static long compilers(Path threads) throws IOException {
        long micros = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path thread : all) {
                micros += compiler(thread);
            }
        }
        return micros;
    }

    /** What a thread took if it is a compiler; a thread may end while it is looked at. */
    private static long compiler(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return COMPILER.matcher(stat).find() ? micros(stat) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long resident(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
