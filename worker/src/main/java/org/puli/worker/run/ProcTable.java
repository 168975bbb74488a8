package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.StringTokenizer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the kernel's process table. What ends while it is read is simply not there. */
final class ProcTable {
    static final int SELF = (int) ProcessHandle.current().pid();
    static final int OWN_SESSION =
            Objects.requireNonNull(find(SELF), "/proc is not mounted").session();

    private static final String ADOPTED = "/proc/self/task/" + SELF + "/children";
    /** Whether {@link #adopted} names adopted children only. */
    static final boolean TELLS_ADOPTED = new File(ADOPTED).exists();

    private static final int STAT_BYTES = 2048;

    private ProcTable() {}

    /** All processes of this machine (or container). */
    static List<ProcessStat> read() {
        String[] names = new File("/proc").list();
        List<ProcessStat> table = new ArrayList<>();
        for (String name : names == null ? new String[0] : names) {
            ProcessStat stat = Character.isDigit(name.charAt(0)) ? find(Integer.parseInt(name)) : null;
            if (stat != null) {
                table.add(stat);
            }
        }
        return table;
    }

    /** One process; null when there is none of this number. */
    static @Nullable ProcessStat find(int pid) {
        try (FileInputStream in = new FileInputStream("/proc/" + pid + "/stat")) {
            byte[] bytes = new byte[STAT_BYTES];
            return parse(pid, new String(bytes, 0, Math.max(0, in.read(bytes)), ISO_8859_1));
        } catch (IOException gone) {
            return null;
        }
    }

    /** The name of what a process is, or was last if it is a zombie; empty when there is none of this number. */
    static String name(int pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm"), ISO_8859_1)
                    .strip();
        } catch (IOException gone) {
            return "";
        }
    }

    /** The program's name stands in parentheses and may contain any character, so reading starts after the last. */
    static @Nullable ProcessStat parse(int pid, String line) {
        int end = line.lastIndexOf(')');
        if (end < 0) {
            return null;
        }
        StringTokenizer fields = new StringTokenizer(line.substring(end + 1));
        char state = fields.nextToken().charAt(0);
        int parent = Integer.parseInt(fields.nextToken());
        int group = Integer.parseInt(fields.nextToken());
        int session = Integer.parseInt(fields.nextToken());
        for (int skipped = 0; skipped < 15; skipped++) {
            fields.nextToken();
        }
        return new ProcessStat(pid, state, parent, group, session, Long.parseLong(fields.nextToken()));
    }

    /** Whether this very process is still there, be it as a zombie. */
    static boolean isStill(ProcessStat process) {
        ProcessStat now = find(process.pid());
        return now != null && now.startTicks() == process.startTicks();
    }

    /**
     * The children that this process adopted. The kernel hands orphans to the first thread of their new parent, whereas
     * a child of ours hangs on the thread that started it for as long as that one lives.
     */
    static int[] adopted() {
        try (FileInputStream in = new FileInputStream(ADOPTED)) {
            String line = new String(in.readAllBytes(), US_ASCII);
            return Arrays.stream(line.split(" ", -1))
                    .filter(word -> !word.isBlank())
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (IOException notInThisKernel) {
            return read().stream()
                    .filter(process -> process.parent() == SELF)
                    .mapToInt(ProcessStat::pid)
                    .toArray();
        }
    }

    /** The value of one variable in the environment with which a process was started; null if it cannot be seen. */
    static @Nullable String findVariable(int pid, String name) {
        try {
            String all = "\0" + Files.readString(Path.of("/proc/" + pid + "/environ"), ISO_8859_1);
            int at = all.indexOf("\0" + name + "=");
            int start = at + name.length() + 2;
            int end = all.indexOf('\0', Math.min(start, all.length()));
            return at < 0 ? null : all.substring(start, end < 0 ? all.length() : end);
        } catch (IOException goneOrNotOurs) {
            return null;
        }
    }

    /** Whether one of a process's open files is this one. */
    static boolean hasOpen(int pid, int descriptor, Path file) {
        try {
            return Files.isSameFile(Path.of("/proc/" + pid + "/fd/" + descriptor), file);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    /** Memory in use now and the most that was ever resident, in bytes; both 0 for a process that is gone. */
    static long[] memory(int pid) {
        long[] memory = new long[2];
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"), ISO_8859_1)) {
                if (line.startsWith("VmRSS:")) {
                    memory[0] += kilobytes(line);
                } else if (line.startsWith("VmSwap:")) {
                    memory[0] += kilobytes(line);
                } else if (line.startsWith("VmHWM:")) {
                    memory[1] = kilobytes(line);
                }
            }
        } catch (IOException gone) {
            return new long[2];
        }
        return memory;
    }

    /**
     * Memory in use now in bytes, of what several processes share a fair part each; 0 for a process that is gone or not
     * ours. The kernel goes through all pages for it, which takes about 20 ms for each gigabyte and keeps the process
     * from getting more memory meanwhile.
     */
    static long fairMemory(int pid) {
        long sum = 0;
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"), ISO_8859_1)) {
                if (line.startsWith("Pss:") || line.startsWith("SwapPss:")) {
                    sum += kilobytes(line);
                }
            }
        } catch (IOException goneOrNotOurs) {
            return 0;
        }
        return sum;
    }

    /**
     * What processes had from storage and gave to it.
     *
     * @param readBytes had from it
     * @param writtenBytes given to it
     */
    record Io(long readBytes, long writtenBytes) {
        static final Io NONE = new Io(0, 0);

        Io plus(Io other) {
            return new Io(readBytes + other.readBytes, writtenBytes + other.writtenBytes);
        }

        Io most(Io other) {
            return new Io(Math.max(readBytes, other.readBytes), Math.max(writtenBytes, other.writtenBytes));
        }
    }

    /** What a process and those that it waited for had from storage and gave to it; nothing if that cannot be seen. */
    static Io io(int pid) {
        long read = 0;
        long written = 0;
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/io"), ISO_8859_1)) {
                if (line.startsWith("read_bytes:")) {
                    read = Long.parseLong(line.replaceAll("\\D", ""));
                } else if (line.startsWith("write_bytes:")) {
                    written = Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException goneOrNotOurs) {
            return Io.NONE;
        }
        return new Io(read, written);
    }

    private static long kilobytes(String line) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
    }

    /** The numbers of this process's open files. */
    static Stream<Integer> openDescriptors() {
        String[] names = new File("/proc/self/fd").list();
        return Arrays.stream(names == null ? new String[0] : names).map(Integer::valueOf);
    }

    /** Drawn by the kernel at each start of the machine. */
    static String machineBoot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException unknown) {
            return "unknown";
        }
    }
}
