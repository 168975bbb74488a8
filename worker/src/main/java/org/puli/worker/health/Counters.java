package org.puli.worker.health;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * What the kernel has counted since its start, read from the files below a root.
 *
 * @param cpuTicks processor time of all kinds
 * @param idleTicks the part of it in which nothing ran
 * @param readBytes what disks have read
 * @param writtenBytes what disks have written
 * @param receivedBytes what came from the network
 * @param sentBytes what went to it
 */
record Counters(long cpuTicks, long idleTicks, long readBytes, long writtenBytes, long receivedBytes, long sentBytes) {
    private static final int SECTOR = 512;
    /** user, nice, system, idle, iowait, irq, softirq, steal; guests are counted in the first two already. */
    private static final int CPU_KINDS = 8;

    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int SECTORS_READ = 5;
    private static final int SECTORS_WRITTEN = 9;
    private static final int RECEIVED = 0;
    private static final int SENT = 8;

    static Counters read(Path root) {
        long[] cpu = cpu(root);
        List<String[]> disks = disks(root);
        List<String[]> networks = networks(root);
        return new Counters(
                Arrays.stream(cpu).limit(CPU_KINDS).sum(),
                cpu.length > WAITING ? cpu[IDLE] + cpu[WAITING] : 0,
                SECTOR * sum(disks, SECTORS_READ),
                SECTOR * sum(disks, SECTORS_WRITTEN),
                sum(networks, RECEIVED),
                sum(networks, SENT));
    }

    private static long[] cpu(Path root) {
        return lines(root.resolve("proc/stat")).stream()
                .filter(line -> line.startsWith("cpu "))
                .map(line -> numbers(fields(line.substring(4))))
                .findFirst()
                .orElse(new long[0]);
    }

    /** Whole disks: what goes through a partition or a volume goes through one of them too. */
    private static List<String[]> disks(Path root) {
        return lines(root.resolve("proc/diskstats")).stream()
                .map(Counters::fields)
                .filter(fields -> fields.length > SECTORS_WRITTEN && isDisk(root, fields[2]))
                .toList();
    }

    private static boolean isDisk(Path root, String name) {
        return !name.matches("(loop|ram|zram|dm-|md|sr|fd|nbd).*") && Files.exists(root.resolve("sys/block/" + name));
    }

    /** What goes through a bridge or a tunnel goes through real hardware too; a container has only the former. */
    private static List<String[]> networks(Path root) {
        List<String> lines = lines(root.resolve("proc/net/dev")).stream()
                .filter(line -> line.contains(":") && !name(line).equals("lo"))
                .toList();
        Predicate<String> isReal = line -> Files.exists(root.resolve("sys/class/net/" + name(line) + "/device"));
        boolean hasReal = lines.stream().anyMatch(isReal);
        return lines.stream()
                .filter(line -> !hasReal || isReal.test(line))
                .map(line -> fields(line.substring(line.indexOf(':') + 1)))
                .filter(fields -> fields.length > SENT)
                .toList();
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':')).strip();
    }

    private static String[] fields(String line) {
        return line.strip().split("\\s+", -1);
    }

    private static long[] numbers(String[] fields) {
        return Arrays.stream(fields).flatMapToLong(Counters::number).toArray();
    }

    private static LongStream number(String text) {
        return text.matches("\\d{1,18}") ? LongStream.of(Long.parseLong(text)) : LongStream.empty();
    }

    private static long sum(List<String[]> rows, int field) {
        return rows.stream().flatMapToLong(row -> number(row[field])).sum();
    }

    /** The lines of a file of the kernel's; none when it is not there. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException notThere) {
            return List.of();
        }
    }
}
