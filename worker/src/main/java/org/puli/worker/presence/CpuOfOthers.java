package org.puli.worker.presence;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Processor time of whatever is neither the worker nor one of its programs, nor the kernel itself, from one look to the
 * next, as /proc tells it. What starts and ends between two looks is not seen.
 */
public final class CpuOfOthers implements SignReader {
    /** The kernel counts in hundredths of a second for programs, whatever it does inside. */
    private static final int TICKS_PER_SECOND = 100;

    private static final int KERNEL = 2;

    /** Where the fields stand after the name in parentheses. */
    private static final int PARENT = 1;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int START = 19;

    private record Seen(long pid, long parent, long start, long ticks) {}

    private final long self;
    private final double mostCores;
    private final LongSupplier monoMillis;
    private Map<Long, Seen> last = Map.of();
    private long lastAt;

    /**
     * Looks for the first time at the first look.
     *
     * @param self the worker's process
     * @param mostCores what others may use without being taken for somebody at the machine
     */
    public CpuOfOthers(long self, double mostCores, LongSupplier monoMillis) {
        this.self = self;
        this.mostCores = mostCores;
        this.monoMillis = monoMillis;
    }

    @Override
    public @Nullable Sign look() throws IOException {
        Map<Long, Seen> now = read();
        long at = monoMillis.getAsLong();
        long ticks = 0;
        for (Seen process : now.values()) {
            if (!isOurs(process, now)) {
                Seen before = last.get(process.pid());
                // A number that was given to another process says nothing of that one.
                long earlier = before != null && before.start() == process.start() ? before.ticks() : 0;
                ticks += process.ticks() - earlier;
            }
        }
        double seconds = (at - lastAt) / 1000.0;
        boolean isFirst = last.isEmpty() || seconds <= 0;
        last = now;
        lastAt = at;
        boolean isBusy = !isFirst && ticks / (double) TICKS_PER_SECOND / seconds > mostCores;
        return isBusy ? new Sign("other programs use its cores", 0) : null;
    }

    /** Whether a process of the last look was the worker's own, or the kernel's. */
    boolean isOwn(long pid) {
        Seen process = last.get(pid);
        return process != null && isOurs(process, last);
    }

    private boolean isOurs(Seen process, Map<Long, Seen> all) {
        // Parents are read one after the other while they change, so a circle is no wonder.
        Seen one = process;
        for (int steps = 0; one != null && steps < all.size(); steps++) {
            if (one.pid() == self || one.pid() == KERNEL) {
                return true;
            }
            one = all.get(one.parent());
        }
        return false;
    }

    private static Map<Long, Seen> read() throws IOException {
        String[] names = new File("/proc").list((folder, name) -> name.matches("\\d+"));
        if (names == null || names.length == 0) {
            throw new IOException("/proc cannot be read");
        }
        Map<Long, Seen> all = new HashMap<>();
        for (String name : names) {
            Seen process = find(Long.parseLong(name));
            if (process != null) {
                all.put(process.pid(), process);
            }
        }
        return all;
    }

    private static @Nullable Seen find(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return new Seen(
                    pid,
                    Long.parseLong(fields[PARENT]),
                    Long.parseLong(fields[START]),
                    Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]));
        } catch (IOException | RuntimeException gone) {
            return null;
        }
    }
}
