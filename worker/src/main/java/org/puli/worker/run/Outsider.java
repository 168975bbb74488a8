package org.puli.worker.run;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Looks at processes that are children of somebody else. Stateless. */
final class Outsider {
    private static final short POLLIN = 1;
    private static final int EXIT_CODE = 49;
    private static final int USER_TICKS = 11;
    private static final int TICKS_COUNT = 4;
    /** The kernel's unit for what it tells programs, on every architecture. */
    private static final long MILLIS_PER_TICK = 10;

    private static final Poll POLL =
            Libc.bind(Poll.class, "poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private Outsider() {}

    /** poll(2); public since the JDK implements no others. */
    public interface Poll {
        int call(MemorySegment descriptors, long count, int timeoutMillis);
    }

    /** Waits until a process has ended, be it that its parent has not taken it away yet. */
    static void awaitEnd(ProcessStat.Key process) {
        int descriptor = Libc.openProcess(process.pid());
        if (descriptor < 0) {
            Patience.endless("").until(() -> hasEnded(process));
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment asked = arena.allocate(8, 8);
            asked.set(JAVA_INT, 0, descriptor);
            asked.set(JAVA_SHORT, 4, POLLIN);
            while (!hasEnded(process)) {
                POLL.call(asked, 1, -1);
            }
        } finally {
            Libc.close(descriptor);
        }
    }

    private static boolean hasEnded(ProcessStat.Key process) {
        ProcessStat now = ProcTable.find(process.pid());
        return now == null || now.startTicks() != process.startTicks() || now.isEnded();
    }

    /**
     * How a process ended that its parent has not taken away; null when it is gone, still runs, or took on another
     * user, for then the kernel does not tell.
     */
    static Libc.@Nullable Exit findExit(ProcessStat.Key process) {
        ProcessStat now = ProcTable.find(process.pid());
        if (now == null || !now.key().equals(process) || !now.isEnded() || !isOfThisUser(process.pid())) {
            return null;
        }
        String[] fields = fields(process.pid());
        if (fields.length <= EXIT_CODE) {
            return null;
        }
        int status = Integer.parseInt(fields[EXIT_CODE]);
        int signal = status & 0x7f;
        return signal == 0 ? new Libc.Exit(false, status >> 8 & 0xff) : new Libc.Exit(true, signal);
    }

    /** The processor time of a process and of those that it waited for; 0 when it is gone. */
    static long cpuMillis(ProcessStat.Key process) {
        String[] fields = fields(process.pid());
        ProcessStat now = ProcTable.find(process.pid());
        if (now == null || !now.key().equals(process) || fields.length <= EXIT_CODE) {
            return 0;
        }
        return Arrays.stream(fields, USER_TICKS, USER_TICKS + TICKS_COUNT)
                        .mapToLong(Long::parseLong)
                        .sum()
                * MILLIS_PER_TICK;
    }

    private static String[] fields(int pid) {
        String line = text("/proc/" + pid + "/stat");
        int end = line.lastIndexOf(')');
        return end < 0 ? new String[0] : line.substring(end + 1).strip().split(" ", -1);
    }

    private static boolean isOfThisUser(int pid) {
        String own = users("self");
        return own.equals(users(Integer.toString(pid)));
    }

    private static String users(String process) {
        return text("/proc/" + process + "/status")
                .lines()
                .filter(line -> line.startsWith("Uid:"))
                .findFirst()
                .orElse(process);
    }

    /** How long ago a process started, in milliseconds; also counts while the machine is suspended. */
    static long ageMillis(long startTicks) {
        String uptime = text("/proc/uptime");
        double seconds = uptime.isEmpty() ? 0 : Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
        return Math.max(0, (long) (seconds * 1000) - startTicks * MILLIS_PER_TICK);
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file), ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
