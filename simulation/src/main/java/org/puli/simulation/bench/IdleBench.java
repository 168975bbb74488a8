package org.puli.simulation.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code puli bench idle}. */
@Command(
        name = "idle",
        description = "What a dispatcher takes of the processor while its workers are quiet and all its jobs wait.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class IdleBench implements Callable<Integer> {
    private static final int MOST = 15_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Simulated workers that only report (default ${DEFAULT-VALUE}).")
    private int workers = 1_000;

    @Option(
            names = "--jobs",
            paramLabel = "J",
            defaultValue = "1000",
            description = "Jobs of 100 commands that wait for a license (default ${DEFAULT-VALUE}).")
    private int jobs = 1_000;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "30",
            description = "How long to measure (default ${DEFAULT-VALUE}).")
    private int seconds = 30;

    @Option(
            names = "--settle",
            paramLabel = "S",
            defaultValue = "60",
            description =
                    "Seconds before that, in which Java compiles what runs all the time (default ${DEFAULT-VALUE}).")
    private int settle = 60;

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean isRight = workers >= 1 && workers <= MOST && jobs >= 0 && jobs <= MOST && seconds >= 1 && settle >= 0;
        if (!isRight) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--workers is from 1 to " + MOST + ", --jobs from 0 to " + MOST
                            + ", --seconds 1 or more, --settle 0 or more");
        }
        options.measure(
                () -> new IdleRun(workers, jobs, new IdleRun.Times(settle, seconds), options).measure(),
                spec.commandLine().getOut());
        return 0;
    }
}
