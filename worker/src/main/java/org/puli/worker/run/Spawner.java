package org.puli.worker.run;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts a program through {@code posix_spawn}: in a session of its own, in its folder, with nothing to read, both
 * outputs appended to its log and no other file of ours open. Blocks the caller until the program is loaded.
 */
final class Spawner {
    /** More than any C library needs for its opaque structures (336, 80 and 128 bytes in glibc). */
    private static final int OPAQUE_BYTES = 1024;

    private static final short SET_DEFAULT_SIGNALS = 0x04;
    private static final short SET_SIGNAL_MASK = 0x08;
    private static final short SET_SESSION = 0x80;
    private static final int O_WRONLY_CREAT_APPEND = 0x1 | 0x40 | 0x400;

    private static final FunctionDescriptor ONE = FunctionDescriptor.of(JAVA_INT, ADDRESS);
    private static final FunctionDescriptor TWO = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
    private static final FunctionDescriptor WITH_INT = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT);
    private static final One ATTRIBUTES_INIT = Libc.bind(One.class, "posix_spawnattr_init", ONE);
    private static final One ATTRIBUTES_FREE = Libc.bind(One.class, "posix_spawnattr_destroy", ONE);
    private static final Flags ATTRIBUTES_FLAGS =
            Libc.bind(Flags.class, "posix_spawnattr_setflags", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));
    private static final Two ATTRIBUTES_DEFAULTS = Libc.bind(Two.class, "posix_spawnattr_setsigdefault", TWO);
    private static final Two ATTRIBUTES_MASK = Libc.bind(Two.class, "posix_spawnattr_setsigmask", TWO);
    private static final One SIGNALS_ALL = Libc.bind(One.class, "sigfillset", ONE);
    private static final One SIGNALS_NONE = Libc.bind(One.class, "sigemptyset", ONE);
    private static final One ACTIONS_INIT = Libc.bind(One.class, "posix_spawn_file_actions_init", ONE);
    private static final One ACTIONS_FREE = Libc.bind(One.class, "posix_spawn_file_actions_destroy", ONE);
    private static final Open ACTIONS_OPEN = Libc.bind(
            Open.class,
            "posix_spawn_file_actions_addopen",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final Dup ACTIONS_DUP = Libc.bind(
            Dup.class,
            "posix_spawn_file_actions_adddup2",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final Two ACTIONS_CHDIR = Libc.bind(Two.class, "posix_spawn_file_actions_addchdir_np", TWO);
    private static final WithInt ACTIONS_CLOSE =
            Libc.bind(WithInt.class, "posix_spawn_file_actions_addclose", WITH_INT);
    private static final @Nullable WithInt ACTIONS_CLOSE_FROM = closeFrom();
    private static final Spawn SPAWN = Libc.bind(
            Spawn.class,
            "posix_spawn",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));

    private Spawner() {}

    /** A function of one pointer; public since the JDK implements no others. */
    public interface One {
        int call(MemorySegment a);
    }

    /** A function of two pointers; public since the JDK implements no others. */
    public interface Two {
        int call(MemorySegment a, MemorySegment b);
    }

    /** A function of a pointer and a number; public since the JDK implements no others. */
    public interface WithInt {
        int call(MemorySegment a, int b);
    }

    /** posix_spawnattr_setflags(3); public since the JDK implements no others. */
    public interface Flags {
        int call(MemorySegment attributes, short flags);
    }

    /** posix_spawn_file_actions_addopen(3); public since the JDK implements no others. */
    public interface Open {
        int call(MemorySegment actions, int descriptor, MemorySegment path, int flags, int mode);
    }

    /** posix_spawn_file_actions_adddup2(3); public since the JDK implements no others. */
    public interface Dup {
        int call(MemorySegment actions, int from, int to);
    }

    /** posix_spawn(3); public since the JDK implements no others. */
    public interface Spawn {
        int call(
                MemorySegment pid,
                MemorySegment path,
                MemorySegment actions,
                MemorySegment attributes,
                MemorySegment arguments,
                MemorySegment environment);
    }

    /** Only newer C libraries have it. */
    private static @Nullable WithInt closeFrom() {
        String name = "posix_spawn_file_actions_addclosefrom_np";
        boolean known = Linker.nativeLinker().defaultLookup().find(name).isPresent();
        return known ? Libc.bind(WithInt.class, name, WITH_INT) : null;
    }

    /**
     * Starts a program.
     *
     * @param program the file to run
     * @param arguments with the program's name first
     * @param environment as NAME=value
     * @return its process number
     * @throws CannotStart with the system's reason in words
     */
    static int spawn(Path program, List<String> arguments, List<String> environment, Path folder, Path log)
            throws CannotStart {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(OPAQUE_BYTES, 16);
            MemorySegment actions = arena.allocate(OPAQUE_BYTES, 16);
            MemorySegment pid = arena.allocate(JAVA_INT);
            MemorySegment path = arena.allocateFrom(program.toString());
            fillAttributes(arena, attributes);
            fillActions(arena, actions, folder, log);
            MemorySegment argv = strings(arena, arguments);
            MemorySegment envp = strings(arena, environment);
            int error = SPAWN.call(pid, path, actions, attributes, argv, envp);
            ACTIONS_FREE.call(actions);
            ATTRIBUTES_FREE.call(attributes);
            if (error != 0) {
                throw CannotStart.becauseOf(error, program, folder);
            }
            return pid.get(JAVA_INT, 0);
        }
    }

    private static void fillAttributes(Arena arena, MemorySegment attributes) {
        MemorySegment signals = arena.allocate(OPAQUE_BYTES, 16);
        ATTRIBUTES_INIT.call(attributes);
        ATTRIBUTES_FLAGS.call(attributes, (short) (SET_DEFAULT_SIGNALS | SET_SIGNAL_MASK | SET_SESSION));
        SIGNALS_ALL.call(signals);
        ATTRIBUTES_DEFAULTS.call(attributes, signals);
        SIGNALS_NONE.call(signals);
        ATTRIBUTES_MASK.call(attributes, signals);
    }

    private static void fillActions(Arena arena, MemorySegment actions, Path folder, Path log) {
        ACTIONS_INIT.call(actions);
        ACTIONS_OPEN.call(actions, 0, arena.allocateFrom("/dev/null"), 0, 0);
        ACTIONS_OPEN.call(actions, 1, arena.allocateFrom(log.toString()), O_WRONLY_CREAT_APPEND, 0644);
        ACTIONS_DUP.call(actions, 1, 2);
        ACTIONS_CHDIR.call(actions, arena.allocateFrom(folder.toString()));
        if (ACTIONS_CLOSE_FROM != null) {
            ACTIONS_CLOSE_FROM.call(actions, 3);
        } else {
            // The JDK does not mark every socket as close-on-exec; a number that is no longer open does no harm.
            ProcTable.openDescriptors().filter(number -> number > 2).forEach(n -> ACTIONS_CLOSE.call(actions, n));
        }
    }

    private static MemorySegment strings(Arena arena, List<String> texts) {
        MemorySegment array = arena.allocate(ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        return array;
    }
}
