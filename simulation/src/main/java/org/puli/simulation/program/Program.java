package org.puli.simulation.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One daemon that is started, killed and started again. What it says goes to a file beside its data folder. It never
 * outlives this process, as far as that can be helped. One thread at a time.
 */
public final class Program implements AutoCloseable {
    private static final String LAUNCHER = "PULI_LAUNCHER";
    private static final long POLITE_SECONDS = 10;

    private final Verb verb;
    private final List<String> arguments;
    private final Map<String, String> settings;
    private final Path said;
    private @Nullable SmallDisk disk;
    private volatile @Nullable Process process;

    private Program(Verb verb, Path data, List<String> arguments, Map<String, String> settings) {
        this.verb = verb;
        this.arguments = List.copyOf(arguments);
        this.settings = Map.copyOf(settings);
        this.said = data.resolveSibling(data.getFileName() + ".out");
        ProgramThreads.atExit(this::killQuietly);
    }

    /** A dispatcher on loopback that is not started yet; {@code settings} are environment variables. */
    public static Program dispatcher(int port, Path data, Map<String, String> settings) {
        List<String> arguments = List.of("--port", Integer.toString(port), "--data", data.toString());
        return new Program(Verb.DISPATCHER, data, arguments, settings);
    }

    /** A worker of the dispatcher on this port of loopback that is not started yet. */
    public static Program worker(int port, String name, int cores, Path data, Map<String, String> settings) {
        return worker("http://127.0.0.1:" + port, name, cores, data, settings);
    }

    /** The same of several dispatchers, whose addresses are separated by commas. */
    public static Program worker(String servers, String name, int cores, Path data, Map<String, String> settings) {
        List<String> arguments = List.of(
                "--server", servers, "--name", name, "--cores", Integer.toString(cores), "--data", data.toString());
        return new Program(Verb.WORKER, data, arguments, settings);
    }

    /** Lets it see a disk that can be filled; before it is started. */
    public Program on(SmallDisk seen) {
        disk = seen;
        return this;
    }

    /**
     * Starts it; returns while it is still on its way.
     *
     * @throws IOException when there is no such program, or no folder for what it says
     */
    public void start() throws IOException {
        String launcher = System.getenv(LAUNCHER);
        Files.createDirectories(said.toAbsolutePath().getParent());
        List<String> line = verb.line(launcher, arguments);
        ProcessBuilder builder = new ProcessBuilder(disk == null ? line : disk.inside(line));
        Map<String, String> environment = builder.environment();
        // The settings of whoever runs this must not reach the farm that is tried out.
        environment.keySet().removeIf(name -> name.startsWith("PULI_") && !name.equals("PULI_JDK"));
        environment.put("PULI_BUILD", "never");
        environment.putAll(settings);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
        process = builder.start();
    }

    /** How long the system takes to start a program and to tell that it ended, without any farm. */
    public static long spawnNanos(String program) throws IOException, InterruptedException {
        long started = System.nanoTime();
        new ProcessBuilder(program).start().waitFor();
        return System.nanoTime() - started;
    }

    /** Its process id; that of its last life when it is not running. */
    public long pid() {
        return running().pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        Process last = process;
        return last != null && last.isAlive();
    }

    /** Kills it on the spot and waits until it is gone. */
    public void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    /** Lets it stand still: connections stay, and nothing is answered. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(running().pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Asks it to stop and waits; kills it when it does not. */
    public void stop() throws InterruptedException {
        Process last = running();
        last.destroy();
        if (!last.waitFor(POLITE_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }

    private Process running() {
        Process last = process;
        if (last == null) {
            throw new IllegalStateException("this program was never started");
        }
        return last;
    }

    private void killQuietly() {
        Process last = process;
        if (last != null) {
            last.destroyForcibly();
        }
    }

    /** What it said so far, for people who look for a fault. */
    public Path said() {
        return said;
    }

    @Override
    public void close() {
        killQuietly();
    }
}
