package org.puli.worker.memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The machine's memory as the kernel tells it, or what a container leaves of it. Reads few small files and is safe on
 * every thread.
 */
public final class MachineMemory {
    /** What is said where nothing is told. */
    public static final long UNKNOWN = -1;

    private final Path root;
    private final Path group;
    private final Path groups;

    /** This machine. */
    public MachineMemory() {
        this(Path.of("/"));
    }

    /** A machine whose files lie below another root. */
    public MachineMemory(Path root) {
        this.root = root;
        this.groups = root.resolve("sys/fs/cgroup");
        this.group = lines(root.resolve("proc/self/cgroup")).stream()
                .filter(line -> line.startsWith("0::/"))
                .map(line -> groups.resolve(line.substring("0::/".length())).normalize())
                .findFirst()
                .orElse(groups);
    }

    /** All of it in bytes; {@link #UNKNOWN} where it is not told. */
    public long totalBytes() {
        return ofMachine("MemTotal:");
    }

    /** What programs can still get without swapping, in bytes; {@link #UNKNOWN} where that is not told. */
    public long availableBytes() {
        long available = ofMachine("MemAvailable:");
        for (Path at = group; at.startsWith(groups); at = at.resolve("..").normalize()) {
            long left = left(at);
            available = left == UNKNOWN || (available != UNKNOWN && available < left) ? available : left;
        }
        return available;
    }

    /** What a control group with a limit has left, taking what it keeps of files as given back. */
    private static long left(Path group) {
        long most = number(group.resolve("memory.max"));
        long current = number(group.resolve("memory.current"));
        return most == UNKNOWN || current == UNKNOWN
                ? UNKNOWN
                : Math.max(0, most - current + Math.max(0, field(group.resolve("memory.stat"), "inactive_file")));
    }

    /**
     * Part of the last ten seconds in which no program could go on since all waited for memory, in percent; 0 where the
     * kernel does not tell it.
     */
    public double pressure() {
        for (String line : lines(root.resolve("proc/pressure/memory"))) {
            if (line.startsWith("full avg10=")) {
                String number = line.substring("full avg10=".length()).split(" ", 2)[0];
                return number.matches("\\d{1,3}(\\.\\d{1,4})?") ? Double.parseDouble(number) : 0;
            }
        }
        return 0;
    }

    private long ofMachine(String name) {
        return lines(root.resolve("proc/meminfo")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The number in a file that holds nothing else; {@link #UNKNOWN} where there is none. */
    public static long number(Path file) {
        List<String> lines = lines(file);
        return lines.isEmpty() || !lines.getFirst().matches("\\d{1,18}") ? UNKNOWN : Long.parseLong(lines.getFirst());
    }

    /** The number behind a name in a file of such pairs; {@link #UNKNOWN} where it is not there. */
    public static long field(Path file, String name) {
        return lines(file).stream()
                .filter(line -> line.matches(name + " \\d{1,18}"))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, ISO_8859_1);
        } catch (IOException notThere) {
            return List.of();
        }
    }
}
