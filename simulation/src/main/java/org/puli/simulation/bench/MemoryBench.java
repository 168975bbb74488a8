package org.puli.simulation.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code puli bench memory}. */
@Command(
        name = "memory",
        description = {
            "What a command takes of a dispatcher's memory: one that waits, one that waits for another command,",
            "and one that has run. Everything that is alive in its heap is counted, after a full collection, before",
            "and after a job came, and when a tenth and nine tenths of the job have run."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class MemoryBench implements Callable<Integer> {
    private static final int MOST_WORKERS = 15_000;
    private static final int LEAST_COMMANDS = 1_000;

    /** Of fewer than these nearly all would run before the first look is taken. */
    private static final int LEAST_PER_WORKER = 20;

    private static final int MOST_COMMANDS = 1_000_000;

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
            names = "--commands",
            paramLabel = "C",
            defaultValue = "1000000",
            description = "Commands of the job that runs, and of those that wait (default ${DEFAULT-VALUE}).")
    private int commands = MOST_COMMANDS;

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean isRight = workers >= 1
                && workers <= MOST_WORKERS
                && commands >= Math.max(LEAST_COMMANDS, LEAST_PER_WORKER * workers)
                && commands <= MOST_COMMANDS;
        if (!isRight) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--workers is from 1 to " + MOST_WORKERS + ", --commands from " + LEAST_COMMANDS + " to "
                            + MOST_COMMANDS + " and at least " + LEAST_PER_WORKER + " for each worker");
        }
        options.measure(
                () -> new MemoryRun(workers, commands, options).measure(),
                spec.commandLine().getOut());
        return 0;
    }
}
