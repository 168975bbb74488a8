package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.ProcessLimits;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Lookout;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;
import org.puli.worker.output.Programs;

/** A launcher on folders of its own, and orders in few words. */
final class RunBench implements AutoCloseable {
    final RunSettings settings;
    final MachineLauncher launcher;
    private long lastCommand;

    /** The same with the launcher for all platforms. */
    static RunBench portable(Path folder, Duration grace) throws IOException {
        RunSettings settings = RunSettings.in(folder).withGrace(grace);
        Programs builtIn = Programs.builtIn();
        return new RunBench(settings, PortableLauncher.open(settings, () -> builtIn));
    }

    private RunBench(RunSettings settings, MachineLauncher launcher) {
        this.settings = settings;
        this.launcher = launcher;
    }

    RunBench(Path folder, Duration grace) throws IOException {
        this(folder, grace, ProcessLimits.NONE);
    }

    RunBench(Path folder, Duration grace, ProcessLimits limits) throws IOException {
        this(RunSettings.in(folder).withGrace(grace).withLimits(limits));
    }

    RunBench(Path folder, Duration grace, String cgroup) throws IOException {
        this(RunSettings.in(folder).withGrace(grace).withCgroup(cgroup));
    }

    RunBench(RunSettings settings) throws IOException {
        this(settings, List::of);
    }

    RunBench(RunSettings settings, Supplier<List<String>> gpus) throws IOException {
        this.settings = settings;
        Programs programs = Programs.builtIn();
        launcher = LinuxLauncher.open(settings, () -> programs, gpus);
    }

    RunBench(Path folder, RunAs runAs, ProcessLimits limits) throws IOException {
        settings = RunSettings.in(folder)
                .withGrace(Duration.ofSeconds(5))
                .withLimits(limits)
                .withRunAs(runAs);
        launcher = LinuxLauncher.open(settings);
    }

    /** A plain order with a working directory of its own; parts are changed by {@link Order}'s methods. */
    Order order(String... arguments) {
        return new Order(new RunDetails(
                new JobId(7),
                "a job",
                new TaskId(8),
                "a task",
                new CommandId(++lastCommand),
                "ann",
                new CommandLine(List.of(arguments), false),
                null,
                null,
                Map.of(),
                1,
                0,
                0,
                null,
                null,
                null,
                null,
                false,
                0));
    }

    Order shell(String line) {
        Order order = order(line);
        RunDetails d = order.details;
        return order.with(new CommandLine(d.commandLine().arguments(), true), d.frames(), null, d.environment(), 0);
    }

    final class Order {
        private final RunDetails details;

        private Order(RunDetails details) {
            this.details = details;
        }

        private Order with(
                CommandLine line, FrameRange frames, String folder, Map<String, String> environment, long timeout) {
            return new Order(new RunDetails(
                    details.job(),
                    details.jobName(),
                    details.task(),
                    details.taskName(),
                    details.command(),
                    details.owner(),
                    line,
                    frames,
                    folder,
                    environment,
                    details.cores(),
                    details.memoryBytes(),
                    timeout,
                    details.watch(),
                    details.limits(),
                    null,
                    null,
                    false,
                    details.gpus()));
        }

        Order frames(String frames) {
            return with(details.commandLine(), FrameRange.parse(frames), folder(), details.environment(), timeout());
        }

        Order in(Path folder) {
            return with(details.commandLine(), details.frames(), folder.toString(), details.environment(), timeout());
        }

        Order environment(String name, String value) {
            return with(details.commandLine(), details.frames(), folder(), Map.of(name, value), timeout());
        }

        Order environment(Map<String, String> variables) {
            return with(details.commandLine(), details.frames(), folder(), variables, timeout());
        }

        Order timeout(Duration timeout) {
            return with(details.commandLine(), details.frames(), folder(), details.environment(), timeout.toMillis());
        }

        Order watch(Lookout lookout) {
            return with(details.cores(), lookout, details.limits(), details.gpus());
        }

        Order limits(ProcessLimits limits) {
            return with(details.cores(), details.watch(), limits, details.gpus());
        }

        Order memory(long bytes) {
            return new Order(new RunDetails(
                    details.job(),
                    details.jobName(),
                    details.task(),
                    details.taskName(),
                    details.command(),
                    details.owner(),
                    details.commandLine(),
                    details.frames(),
                    folder(),
                    details.environment(),
                    details.cores(),
                    bytes,
                    timeout(),
                    details.watch(),
                    details.limits()));
        }

        Order cores(double cores) {
            return with(cores, details.watch(), details.limits(), details.gpus());
        }

        Order gpus(int gpus) {
            return with(details.cores(), details.watch(), details.limits(), gpus);
        }

        private Order with(double cores, Lookout lookout, ProcessLimits limits, int gpus) {
            return new Order(new RunDetails(
                    details.job(),
                    details.jobName(),
                    details.task(),
                    details.taskName(),
                    details.command(),
                    details.owner(),
                    details.commandLine(),
                    details.frames(),
                    folder(),
                    details.environment(),
                    cores,
                    details.memoryBytes(),
                    timeout(),
                    lookout,
                    limits,
                    null,
                    null,
                    false,
                    gpus));
        }

        /** A job of somebody whom the dispatcher knows. */
        Order ownedBy(String owner) {
            RunDetails d = details;
            return new Order(new RunDetails(
                            d.job(),
                            d.jobName(),
                            d.task(),
                            d.taskName(),
                            d.command(),
                            owner,
                            d.commandLine(),
                            d.frames(),
                            folder(),
                            d.environment(),
                            d.cores(),
                            d.memoryBytes(),
                            timeout(),
                            d.watch(),
                            d.limits())
                    .withOwnerKnown(true));
        }

        /** What is left of its frames, each part without a gap. */
        Order left(String... stretches) {
            List<FrameRange> parts = Stream.of(stretches).map(FrameRange::parse).toList();
            return new Order(details.with(FrameRange.parse(String.join(",", stretches)), parts));
        }

        private String folder() {
            return details.workingDirectory();
        }

        private long timeout() {
            return details.timeoutMillis();
        }

        RunOrder build() {
            return new RunOrder(new AttemptRef(details.command(), 1), 99, details);
        }

        RunningCommand launch() {
            return launcher.launch(build(), () -> {});
        }

        EndedRun run() {
            return end(launch());
        }
    }

    static EndedRun end(RunningCommand running) {
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> running.findEnd() != null);
        return Objects.requireNonNull(running.findEnd());
    }

    String log(AttemptRef attempt) throws IOException {
        return Files.readString(Objects.requireNonNull(launcher.logs().findLog(attempt)), ISO_8859_1);
    }

    /** The log without the worker's own lines. */
    List<String> output(AttemptRef attempt) throws IOException {
        return log(attempt).lines().filter(line -> !line.startsWith("# puli")).toList();
    }

    /** Waits until a program has written a number of lines, and returns them. */
    List<String> awaitOutput(AttemptRef attempt, int lineCount) throws IOException {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> launcher.logs().findLog(attempt) != null
                        && Files.exists(launcher.logs().findLog(attempt))
                        && output(attempt).size() >= lineCount);
        return output(attempt);
    }

    /** Whether a process is there and no zombie. */
    static boolean isAlive(String pid) {
        ProcessStat stat = ProcTable.find(Integer.parseInt(pid.strip()));
        return stat != null && !stat.isEnded();
    }

    @Override
    public void close() throws IOException {
        launcher.close();
    }
}
