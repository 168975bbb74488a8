package org.puli.simulation.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code puli bench restart}. */
@Command(
        name = "restart",
        description = {
            "How long a farm stands still when its dispatcher is killed and started again.",
            "Jobs run until enough of their commands have ended, then the dispatcher is killed (kill -9) and started"
                    + " again and again; it dispatches between two kills."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RestartBench implements Callable<Integer> {
    private static final int MOST_WORKERS = 15_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "500",
            description = "Simulated workers of one slot (default ${DEFAULT-VALUE}).")
    private int workers = 500;

    @Option(
            names = "--jobs",
            paramLabel = "J",
            defaultValue = "10",
            description = "Jobs that are not over (default ${DEFAULT-VALUE}).")
    private int jobs = 10;

    @Option(
            names = "--commands",
            paramLabel = "C",
            defaultValue = "100000",
            description = "Commands of each job (default ${DEFAULT-VALUE}).")
    private int commands = 100_000;

    @Option(
            names = "--ended",
            paramLabel = "E",
            defaultValue = "100000",
            description = "Commands that have ended before the first kill, of all jobs (default ${DEFAULT-VALUE}).")
    private int ended = 100_000;

    @Option(
            names = "--restarts",
            paramLabel = "K",
            defaultValue = "5",
            description = "Kills (default ${DEFAULT-VALUE}).")
    private int restarts = 5;

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean isRight = workers >= 1 && workers <= MOST_WORKERS && jobs >= 1 && commands >= 1 && restarts >= 1;
        if (!isRight) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--workers is from 1 to " + MOST_WORKERS + "; --jobs, --commands and --restarts are 1 or more");
        }
        RestartRun.Size size = new RestartRun.Size(workers, jobs, commands, ended, restarts);
        if (ended < 0 || size.total() - ended < size.leftForRestarts()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--ended leaves at least " + size.leftForRestarts() + " of the " + size.total()
                            + " commands for what runs between the kills; found " + ended);
        }
        options.measure(
                () -> new RestartRun(size, options).measure(),
                spec.commandLine().getOut());
        return 0;
    }
}
