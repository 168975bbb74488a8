package org.puli.simulation.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the system says of a process.
 *
 * @param cpuMicros processor time of all its threads since it started, to 10 ms
 * @param residentBytes memory it occupies
 */
public record ProcessFigures(long cpuMicros, long residentBytes) {
    /** One tick of the processor time in /proc; the same on every Linux of our platforms. */
    private static final long TICK_MICROS = 10_000;

    private static final int USER_TIME = 11;

    /**
     * Looks at a process.
     *
     * @throws IOException when there is none with this id
     */
    public static ProcessFigures of(long pid) throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(folder.resolve("stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        long ticks = Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(USER_TIME + 1));
        return new ProcessFigures(ticks * TICK_MICROS, resident(Files.readAllLines(folder.resolve("status"))));
    }

    private static long resident(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
