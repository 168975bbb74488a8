package org.puli.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.api.client.FarmUnreachable;

/**
 * A farm of processes on this machine: one dispatcher and some workers. Closing it leaves none of them behind. Used by
 * one thread, which is interrupted when the dispatcher ends by itself.
 */
final class DemoFarm implements AutoCloseable {
    private static final long START_MILLIS = 60_000;
    private static final long LOOK_MILLIS = 40;
    private static final long STOP_MILLIS = 12_000;
    private static final long KILL_MILLIS = 5_000;

    private final String launcher;
    private final Path folder;
    private final URI server;
    private final Guard guard = Guard.start();
    private final List<Daemon> daemons = new ArrayList<>();
    private volatile boolean isClosing;

    DemoFarm(String launcher, Path folder, int port) {
        this.launcher = launcher;
        this.folder = folder;
        this.server = URI.create("http://127.0.0.1:" + port);
    }

    URI server() {
        return server;
    }

    /** A client that sends no token: the farm is on loopback. */
    FarmClient open() {
        return new FarmClient(FarmAddress.of(server));
    }

    /** Starts everything at once; the workers find the dispatcher when it is ready. */
    void start(int workers) throws IOException {
        Files.createDirectories(folder);
        Path config = folder.resolve("puli.yaml");
        if (Files.notExists(config)) {
            Files.writeString(config, "# Settings of the demo's farm; 'puli config show' lists all there are.\n");
        }
        Daemon dispatcher =
                add("dispatcher", "dispatcher", "--port", String.valueOf(server.getPort()), "--bind", "127.0.0.1");
        DemoThreads.interruptMeAfter(dispatcher.process(), () -> !isClosing);
        String cores = String.valueOf(Math.max(1, Runtime.getRuntime().availableProcessors() / workers));
        for (int i = 1; i <= workers; i++) {
            String name = "demo-" + i;
            add(name, "worker", "--name", name, "--server", server.toString(), "--cores", cores);
        }
    }

    private Daemon add(String name, String kind, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher, kind, "run"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "--data",
                folder.resolve(name).toString(),
                "--config",
                folder.resolve("puli.yaml").toString()));
        Daemon daemon = Daemon.start(name, folder, command);
        daemons.add(daemon);
        guard.watch(daemon.process());
        return daemon;
    }

    /**
     * Waits until the dispatcher answers.
     *
     * @throws DemoFailure when it ends instead, or takes too long
     */
    void awaitDispatcher(FarmClient client) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
        while (!answers(client)) {
            boolean hasEnded = daemons.getFirst().hasEndedWithin(LOOK_MILLIS);
            if (hasEnded || System.nanoTime() > deadline) {
                throw dispatcherFailure();
            }
        }
    }

    private static boolean answers(FarmClient client) {
        try {
            return !client.farm().farmId().isEmpty();
        } catch (FarmUnreachable | FarmRefusal e) {
            return false;
        }
    }

    /** Whether the dispatcher has ended though nobody asked it to. */
    boolean isBroken() {
        return !isClosing && !daemons.isEmpty() && !daemons.getFirst().process().isAlive();
    }

    DemoFailure dispatcherFailure() {
        return new DemoFailure(
                "the dispatcher does not run; it said:\n" + daemons.getFirst().lastWords());
    }

    /** Asks all to end, the workers first, so that they stop what they run; kills what does not listen. */
    @Override
    public void close() {
        isClosing = true;
        boolean wasInterrupted = Thread.interrupted();
        for (Daemon daemon : daemons.reversed()) {
            daemon.process().destroy();
        }
        if (!haveEndedWithin(STOP_MILLIS)) {
            daemons.forEach(daemon -> {
                daemon.process().descendants().forEach(ProcessHandle::destroyForcibly);
                daemon.process().toHandle().destroyForcibly();
            });
            haveEndedWithin(KILL_MILLIS);
        }
        guard.close();
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** An impatient second interruption must not leave processes behind. */
    private boolean haveEndedWithin(long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean haveAllEnded = false;
        while (!haveAllEnded && System.nanoTime() < deadline) {
            try {
                haveAllEnded = true;
                for (Daemon daemon : daemons) {
                    haveAllEnded &= daemon.hasEndedWithin(LOOK_MILLIS);
                }
            } catch (InterruptedException e) {
                haveAllEnded = false;
            }
        }
        return haveAllEnded;
    }
}
