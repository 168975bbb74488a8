package org.puli.simulation.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two daemons, and how they are started: by the launcher where there is one, else from this program's classes. */
enum Verb {
    /** The dispatcher. */
    DISPATCHER("org.puli.dispatcher.DispatcherMain", "-XX:+UseG1GC"),
    /** A worker. */
    WORKER("org.puli.worker.WorkerMain", "-XX:+UseSerialGC -Xmx128m");

    private static final List<String> EVERY_DAEMON = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+ExitOnOutOfMemoryError");

    private final String main;
    private final String flags;

    Verb(String main, String flags) {
        this.main = main;
        this.flags = flags;
    }

    /** The whole command line; the launcher ends in {@code exec}, so the process started is the daemon itself. */
    List<String> line(@Nullable String launcher, List<String> arguments) {
        List<String> line = new ArrayList<>();
        if (launcher != null) {
            line.add(launcher);
            line.add(word());
        } else {
            line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            line.addAll(EVERY_DAEMON);
            line.addAll(List.of(flags.split(" ", -1)));
            line.add("-cp");
            line.add(System.getProperty("java.class.path"));
            line.add(main);
        }
        line.add("run");
        line.addAll(arguments);
        return line;
    }

    private String word() {
        return switch (this) {
            case DISPATCHER -> "dispatcher";
            case WORKER -> "worker";
        };
    }
}
