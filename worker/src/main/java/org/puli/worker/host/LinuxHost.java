package org.puli.worker.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;

/** This machine, or the part of it that a container leaves to the worker. Read once, at the start. */
public final class LinuxHost implements HostFacts {
    private final WorkerFacts facts;

    /**
     * Reads the machine.
     *
     * @param cores whole cores to offer, from 1; null for all that the worker may use
     * @param memoryBytes memory to offer; null for all that the worker may use
     * @param equipment what else it offers
     * @param version the worker's release
     */
    public LinuxHost(@Nullable Integer cores, @Nullable Long memoryBytes, Equipment equipment, String version) {
        this(Path.of("/"), cores, memoryBytes, equipment, version);
    }

    /** Reads a machine whose files lie below another root. */
    LinuxHost(Path root, @Nullable Integer cores, @Nullable Long memoryBytes, Equipment equipment, String version) {
        facts = new WorkerFacts(
                cores == null ? Runtime.getRuntime().availableProcessors() : cores,
                memoryBytes == null ? memory(root) : memoryBytes,
                platform(root),
                version,
                equipment);
    }

    @Override
    public WorkerFacts facts() {
        return facts;
    }

    private static long memory(Path root) {
        long machine = lines(root.resolve("proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
        long limit = limit(root);
        return limit == Long.MAX_VALUE ? machine : Math.min(limit, machine == 0 ? limit : machine);
    }

    /** The tightest limit on the way from the worker's control group up to the root. */
    private static long limit(Path root) {
        long limit = Long.MAX_VALUE;
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            boolean isUnified = parts.length == 3 && parts[1].isEmpty();
            if (isUnified
                    || (parts.length == 3 && List.of(parts[1].split(",", -1)).contains("memory"))) {
                Path top = root.resolve(isUnified ? "sys/fs/cgroup" : "sys/fs/cgroup/memory");
                String file = isUnified ? "memory.max" : "memory.limit_in_bytes";
                limit = Math.min(
                        limit, limit(top, top.resolve(parts[2].substring(1)).normalize(), file));
            }
        }
        return limit;
    }

    private static long limit(Path top, @Nullable Path group, String file) {
        long limit = Long.MAX_VALUE;
        for (Path at = group; at != null && at.startsWith(top); at = at.getParent()) {
            List<String> lines = lines(at.resolve(file));
            if (!lines.isEmpty() && lines.getFirst().matches("\\d{1,18}")) {
                limit = Math.min(limit, Long.parseLong(lines.getFirst()));
            }
        }
        return limit;
    }

    private static String platform(Path root) {
        String kernel = System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch");
        String release = release(root);
        return release.isEmpty() ? kernel : release + " (" + kernel + ")";
    }

    /** The operating system as it calls itself; empty when it does not. */
    static String release(Path root) {
        return lines(root.resolve("etc/os-release")).stream()
                .filter(line -> line.startsWith("PRETTY_NAME="))
                .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    /** The lines of a file; none when it cannot be read. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, UTF_8);
        } catch (IOException notThere) {
            return List.of();
        }
    }
}
