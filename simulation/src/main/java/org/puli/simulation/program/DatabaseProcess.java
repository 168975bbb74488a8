package org.puli.simulation.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real database server on loopback that is started, killed, held still and started again on the same data. It never
 * outlives this process, as far as that can be helped. One thread at a time.
 */
public final class DatabaseProcess implements AutoCloseable {
    private static final long POLITE_SECONDS = 60;

    private final DatabaseKind kind;
    private final Path programs;
    private final Path data;
    private final Path said;
    private final int port;
    private final @Nullable SmallDisk disk;
    private volatile @Nullable Process process;

    private DatabaseProcess(DatabaseKind kind, Path folder, int port, @Nullable SmallDisk disk) {
        this.kind = kind;
        this.programs = folder.resolve("programs");
        this.disk = disk;
        this.data = (disk == null ? folder : disk.folder()).resolve("data");
        this.said = folder.resolve("server.out");
        this.port = port;
        ProgramThreads.atExit(this::killQuietly);
    }

    /**
     * Unpacks a server's programs into a folder and makes its data there; it is not started yet.
     *
     * @throws IOException when that cannot be done
     */
    public static DatabaseProcess make(DatabaseKind kind, Path folder, int port)
            throws IOException, InterruptedException {
        return make(kind, folder, port, null);
    }

    /**
     * The same with its data on a disk that can be filled.
     *
     * @throws IOException when that cannot be done
     */
    public static DatabaseProcess make(DatabaseKind kind, Path folder, int port, @Nullable SmallDisk disk)
            throws IOException, InterruptedException {
        DatabaseProcess made = new DatabaseProcess(kind, folder, port, disk);
        DatabasePrograms.unpack(kind, made.programs);
        Process making = made.launch(kind.make(made.programs, made.data));
        if (making.waitFor() != 0) {
            throw new IOException("the server's data could not be made; what was said is in " + made.said);
        }
        return made;
    }

    private Process launch(List<String> line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(disk == null ? line : disk.inside(line));
        builder.directory(programs.toFile());
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
        return builder.start();
    }

    /** What the dispatcher on it needs to know, as environment variables. */
    public Map<String, String> settings() {
        return Map.of("PULI_DATABASE_URL", kind.url(port), "PULI_DATABASE_USER", kind.user());
    }

    /** How it is reached. */
    public String url() {
        return kind.url(port);
    }

    /** Who may use it, without a password. */
    public String user() {
        return kind.user();
    }

    /** Starts it; returns while it is still on its way. */
    public void start() throws IOException {
        process = launch(kind.run(programs, data, port));
    }

    /** Whether it runs. One that was killed amidst a start may not be able to start again at once. */
    public boolean isAlive() {
        Process last = process;
        return last != null && last.isAlive();
    }

    /** Kills it and all its processes on the spot and waits until they are gone. */
    public void kill() throws InterruptedException {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            awaitEnd(one);
        }
    }

    private static void awaitEnd(ProcessHandle one) throws InterruptedException {
        try {
            one.onExit().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to stop in order and waits. */
    public void stop() throws IOException, InterruptedException {
        Process last = running();
        signal(kind.politeSignal(), List.of(last.toHandle()));
        if (!last.waitFor(POLITE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the server does not stop; what it said is in " + said);
        }
    }

    /** Lets it stand still: connections stay, and nothing is answered. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP", all());
    }

    /** Lets it go on. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT", all());
    }

    private static void signal(String name, List<ProcessHandle> to) throws IOException, InterruptedException {
        String pids = to.stream().map(one -> Long.toString(one.pid())).collect(Collectors.joining(" "));
        // One that is gone meanwhile is none to be told.
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + pids)
                .redirectErrorStream(true)
                .start()
                .waitFor();
    }

    /** The server first, so that it starts no more of them. */
    private List<ProcessHandle> all() {
        ProcessHandle server = running().toHandle();
        List<ProcessHandle> all = new ArrayList<>(List.of(server));
        try (Stream<ProcessHandle> children = server.descendants()) {
            all.addAll(children.toList());
        }
        return all;
    }

    private Process running() {
        Process last = process;
        if (last == null) {
            throw new IllegalStateException("this server was never started");
        }
        return last;
    }

    private void killQuietly() {
        if (process != null) {
            all().forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** What it said so far, for people who look for a fault; empty before it said anything. */
    public String said() throws IOException {
        return Files.exists(said) ? Files.readString(said) : "";
    }

    @Override
    public void close() {
        killQuietly();
    }
}
