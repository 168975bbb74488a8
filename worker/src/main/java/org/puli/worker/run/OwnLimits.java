package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.ProcessLimits;

/**
 * What this worker itself may do, as it was at its start.
 *
 * @param nice its niceness
 * @param oomScoreAdj how soon the kernel ends it
 * @param mostFiles the hard limit of open files
 * @param mostCore the hard limit of a crashed process's file in bytes; {@code Long.MAX_VALUE} for none
 */
record OwnLimits(int nice, int oomScoreAdj, long mostFiles, long mostCore) {
    private static final Path SELF = Path.of("/proc/self");
    private static final int NICE_FIELD_AFTER_NAME = 16;

    static OwnLimits read() throws IOException {
        String stat = Files.readString(SELF.resolve("stat"), ISO_8859_1);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new OwnLimits(
                Integer.parseInt(fields[NICE_FIELD_AFTER_NAME]),
                Integer.parseInt(Files.readString(SELF.resolve("oom_score_adj")).strip()),
                hardLimit("Max open files"),
                hardLimit("Max core file size"));
    }

    private static long hardLimit(String name) throws IOException {
        for (String line : Files.readAllLines(SELF.resolve("limits"), ISO_8859_1)) {
            if (line.startsWith(name)) {
                String hard = line.substring(name.length()).strip().split(" +", -1)[1];
                return "unlimited".equals(hard) ? Long.MAX_VALUE : Long.parseLong(hard);
            }
        }
        return Long.MAX_VALUE;
    }

    /** The open files that a task asks for, if it may have them; what the worker says if it asks for none. */
    @Nullable
    Integer checkedFiles(@Nullable Integer asked, @Nullable Integer set) throws CannotStart {
        long most = set == null ? mostFiles : set;
        if (asked != null && asked > most) {
            throw new CannotStart("its task asks for " + asked + " open files; commands on this worker may have " + most
                    + " (worker.limits.openFiles, or the worker's own hard limit)");
        }
        return asked == null ? set : asked;
    }

    /** The same for the size of a crashed process's file. */
    @Nullable
    Long checkedCore(@Nullable Long asked, @Nullable Long set) throws CannotStart {
        long most = set == null ? mostCore : size(set);
        if (asked != null && size(asked) > most) {
            throw new CannotStart("its task asks for core files of " + (asked < 0 ? "any size" : asked + " bytes")
                    + "; commands on this worker may leave " + most
                    + " bytes (worker.limits.coreSize, or the worker's own hard limit)");
        }
        return asked == null ? set : asked;
    }

    private static long size(long bytes) {
        return bytes == ProcessLimits.ANY_SIZE ? Long.MAX_VALUE : bytes;
    }
}
