package org.puli.cli.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.FarmClient;
import org.puli.api.daemon.Signals;
import org.puli.api.spec.FrameRange;
import org.puli.api.view.JobView;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.Following;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a farm on this machine and lets it render. */
@Command(
        name = "demo",
        description = {
            "Starts a dispatcher and some workers on this machine, submits a job that renders a turntable, and shows"
                    + " its progress.",
            "Ctrl-C ends it at any moment and leaves no process behind. The pictures stay."
        })
public final class Demo implements Callable<Integer> {
    private static final int MOST_WORKERS = 64;
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--frames",
            paramLabel = "N|RANGE",
            defaultValue = "1-48",
            description = "How many frames, or which, such as 12 or 1-48x4 (default 48).")
    private String frames = "1-48";

    @Option(names = "--workers", paramLabel = "N", defaultValue = "2", description = "How many workers (default 2).")
    private int workers = 2;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8004", description = "TCP port (default 8004; 0: any).")
    private int port = 8004;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (default ~/.puli/demo).")
    private @Nullable Path data;

    @Option(names = "--exit", description = "End with the job: exit code 0 when it is DONE, 1 when not.")
    private boolean exit;

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() throws IOException {
        try {
            return start();
        } catch (DemoFailure e) {
            Given.value(verb).commandLine().getErr().println("puli: " + e.getMessage());
            return ExitCodes.FAILED;
        }
    }

    private int start() throws IOException {
        String launcher = System.getenv("PULI_LAUNCHER");
        String home = System.getenv("PULI_HOME");
        if (launcher == null || home == null) {
            throw new BadInput("the demo needs the launcher; start it as ./puli demo");
        }
        String range = checkedFrames();
        int chosen = freePort();
        Path folder = data == null ? Path.of(System.getProperty("user.home"), ".puli", "demo") : data.toAbsolutePath();
        DemoJob job = DemoJob.prepare(Path.of(home), folder, range);
        DemoThreads.interruptMeWhen(Signals.end());
        DemoWords words = new DemoWords(Given.value(verb).commandLine().getOut(), launcher);
        try (DemoFarm farm = new DemoFarm(launcher, folder, chosen)) {
            words.starting(farm.server(), workers, folder);
            return run(farm, job, words);
        }
    }

    private String checkedFrames() {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new BadInput("--workers is from 1 to " + MOST_WORKERS + ", not " + workers);
        }
        String range = frames.matches("[1-9]\\d{0,5}") ? "1-" + frames : frames;
        try {
            return FrameRange.parse(range).toString();
        } catch (IllegalArgumentException e) {
            throw new BadInput("--frames: " + e.getMessage());
        }
    }

    /** A taken port is found before anything is started. */
    private int freePort() throws IOException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new BadInput("--port is from 0 to " + HIGHEST_PORT + ", not " + port);
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new DemoFailure("port " + port + " of 127.0.0.1 is taken, perhaps by another demo; stop what uses it,"
                    + " or choose another port with --port");
        }
    }

    private int run(DemoFarm farm, DemoJob job, DemoWords words) throws IOException {
        boolean isDone = false;
        try (FarmClient client = farm.open()) {
            farm.start(workers);
            farm.awaitDispatcher(client);
            JobView view = job.submit(client);
            words.submitted(view, job);
            isDone = Following.toTheEnd(
                    client,
                    view.id(),
                    Progress.here(Given.value(verb).commandLine().getErr()));
            words.ended(isDone, view, job.assembled());
            if (!exit) {
                words.further(view, farm.server());
                untilInterrupted();
            }
        } catch (CancellationException | InterruptedException e) {
            if (farm.isBroken()) {
                throw farm.dispatcherFailure();
            }
        }
        words.stopping();
        return isDone ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private static void untilInterrupted() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
