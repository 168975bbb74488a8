package org.puli.worker.run;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.VarHandle;

/** The few functions of the C library that end and await processes; {@link Spawner} has those that start them. */
final class Libc {
    static final int SIGKILL = 9;
    static final int SIGTERM = 15;
    static final int SIGCONT = 18;

    private static final int EINTR = 4;
    private static final int ENOSYS = 38;
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int P_PID = 1;
    private static final int WNOHANG = 1;
    private static final int WEXITED_BUT_LEFT_WAITABLE = 0x4 | 0x0100_0000;
    private static final int CLD_EXITED = 1;
    /** The same numbers on every architecture, and known to kernels for longer than to C libraries. */
    private static final long SYS_PIDFD_SEND_SIGNAL = 424;

    private static final long SYS_PIDFD_OPEN = 434;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_VALUE = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final Kill KILL =
            bind(Kill.class, "kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), ERRNO);
    private static final Close CLOSE = bind(Close.class, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final Prctl PRCTL = bind(
            Prctl.class,
            "prctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    private static final Waitid WAITID =
            bind(Waitid.class, "waitid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT), ERRNO);
    private static final Wait4 WAIT4 =
            bind(Wait4.class, "wait4", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS), ERRNO);
    private static final Syscall SYSCALL = bind(
            Syscall.class,
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            ERRNO,
            Linker.Option.firstVariadicArg(1));

    private Libc() {}

    /** kill(2); public since the JDK implements no others. */
    public interface Kill {
        int call(MemorySegment state, int pid, int signal);
    }

    /** close(2); public since the JDK implements no others. */
    public interface Close {
        int call(int descriptor);
    }

    /** prctl(2); public since the JDK implements no others. */
    public interface Prctl {
        int call(int option, long a, long b, long c, long d);
    }

    /** waitid(2); public since the JDK implements no others. */
    public interface Waitid {
        int call(MemorySegment state, int type, int pid, MemorySegment info, int options);
    }

    /** wait4(2); public since the JDK implements no others. */
    public interface Wait4 {
        int call(MemorySegment state, int pid, MemorySegment status, int options, MemorySegment usage);
    }

    /** syscall(2) with four arguments; public since the JDK implements no others. */
    public interface Syscall {
        long call(MemorySegment state, long number, long a, long b, long c, long d);
    }

    /**
     * How a process ended.
     *
     * @param code the exit code when {@code bySignal} is false, else the signal
     */
    record Exit(boolean bySignal, int code) {
        /** Nobody knows. */
        static final Exit UNKNOWN = new Exit(false, -1);
    }

    /** Makes a function of the C library callable through an interface with the one method of its shape. */
    @SuppressWarnings("restricted") // Calling the C library is what this class is for.
    static <T> T bind(Class<T> type, String name, FunctionDescriptor shape, Linker.Option... options) {
        MethodHandle handle = LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, options);
        return MethodHandleProxies.asInterfaceInstance(type, handle);
    }

    /** Makes orphans of this process's descendants its own children, so that none can slip away. */
    static boolean becomeSubreaper() {
        return PRCTL.call(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0;
    }

    /** Waits until a child has ended, and leaves it a zombie, so that its number stays taken. */
    static Exit awaitExit(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            MemorySegment info = arena.allocate(128, 8);
            while (WAITID.call(state, P_PID, pid, info, WEXITED_BUT_LEFT_WAITABLE) != 0) {
                int errno = (int) ERRNO_VALUE.get(state, 0L);
                if (errno != EINTR) {
                    throw new IllegalStateException("cannot wait for process " + pid + ": error " + errno);
                }
            }
            return new Exit(info.get(JAVA_INT, 8) != CLD_EXITED, info.get(JAVA_INT, 24));
        }
    }

    /**
     * What a child and those of its own children that it waited for have used.
     *
     * @param cpuMillis their processor time; -1 when the child has not ended
     * @param peakBytes the most that one of them had resident, before it became its program too; 0 when unknown
     */
    record Usage(long cpuMillis, long peakBytes) {}

    /** Takes an ended child away. */
    static Usage reap(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(256, 8);
            int reaped = WAIT4.call(arena.allocate(CALL_STATE), pid, arena.allocate(JAVA_INT), WNOHANG, usage);
            return reaped == pid
                    ? new Usage(millisAt(usage, 0) + millisAt(usage, 16), usage.get(JAVA_LONG, 32) * 1024)
                    : new Usage(-1, 0);
        }
    }

    private static long millisAt(MemorySegment usage, long offset) {
        return usage.get(JAVA_LONG, offset) * 1000 + usage.get(JAVA_LONG, offset + 8) / 1000;
    }

    /** Signals a whole process group whose leader is our child and not yet reaped, so that the number is its. */
    static void signalGroup(int leader, int signal) {
        if (leader <= 1) {
            throw new IllegalArgumentException("no process group of ours: " + leader);
        }
        try (Arena arena = Arena.ofConfined()) {
            KILL.call(arena.allocate(CALL_STATE), -leader, signal);
        }
    }

    /** A descriptor of a process by which its end can be waited for; negative when the kernel gives none. */
    static int openProcess(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) SYSCALL.call(arena.allocate(CALL_STATE), SYS_PIDFD_OPEN, pid, 0, 0, 0);
        }
    }

    static void close(int descriptor) {
        CLOSE.call(descriptor);
    }

    /** Signals exactly this process: one that got its number since then is left alone. */
    static void signal(ProcessStat process, int signal) {
        if (process.pid() <= 1 || process.pid() == ProcTable.SELF) {
            throw new IllegalArgumentException("not to be signaled: " + process.pid());
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            int descriptor = (int) SYSCALL.call(state, SYS_PIDFD_OPEN, process.pid(), 0, 0, 0);
            boolean unknownCall = descriptor < 0 && (int) ERRNO_VALUE.get(state, 0L) == ENOSYS;
            if (descriptor >= 0 && ProcTable.isStill(process)) {
                SYSCALL.call(state, SYS_PIDFD_SEND_SIGNAL, descriptor, signal, 0, 0);
            } else if (unknownCall && ProcTable.isStill(process)) {
                KILL.call(state, process.pid(), signal);
            }
            if (descriptor >= 0) {
                CLOSE.call(descriptor);
            }
        }
    }
}
