package org.puli.worker.logs;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.nio.file.Path;

/**
 * Gives the space of a part of a file back to its disk while others write to the file: fallocate(2), which ext4, XFS,
 * Btrfs, tmpfs and NFS from 4.2 on can do. The file keeps its length. Safe on every thread.
 */
final class Holes {
    private static final int O_WRONLY = 1;
    private static final int O_CLOEXEC = 0x8_0000;
    private static final int KEEP_SIZE_AND_PUNCH_HOLE = 0x1 | 0x2;
    /** Where no file has anything, so that a try costs nothing. */
    private static final long FAR = 1L << 40;

    private static final int BLOCK = 4096;

    private static final Open OPEN = bind(
            Open.class, "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final Allocate ALLOCATE = bind(
            Allocate.class, "fallocate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final Close CLOSE = bind(Close.class, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private Holes() {}

    /** open(2) without a mode; public since the JDK implements no others. */
    public interface Open {
        int call(MemorySegment path, int flags);
    }

    /** fallocate(2); public since the JDK implements no others. */
    public interface Allocate {
        int call(int descriptor, int mode, long offset, long length);
    }

    /** close(2); public since the JDK implements no others. */
    public interface Close {
        int call(int descriptor);
    }

    @SuppressWarnings("restricted") // Calling the C library is what this class is for.
    private static <T> T bind(Class<T> type, String name, FunctionDescriptor shape, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MethodHandle handle = linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape, options);
        return MethodHandleProxies.asInterfaceInstance(type, handle);
    }

    /** Whether the disk of a file can do it. */
    static boolean arePossible(Path file) {
        return tryPunch(file, FAR, FAR + BLOCK);
    }

    /** Gives back what is between two places. */
    static void punch(Path file, long from, long to) throws IOException {
        if (!tryPunch(file, from, to)) {
            throw new IOException("no space could be given back of " + file);
        }
    }

    private static boolean tryPunch(Path file, long from, long to) {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = OPEN.call(arena.allocateFrom(file.toString()), O_WRONLY | O_CLOEXEC);
            if (descriptor < 0) {
                return false;
            }
            int result = ALLOCATE.call(descriptor, KEEP_SIZE_AND_PUNCH_HOLE, from, to - from);
            CLOSE.call(descriptor);
            return result == 0;
        }
    }
}
