package org.puli.simulation.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.simulation.load.WorkerKinds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code puli bench dispatch}. */
@Command(
        name = "dispatch",
        description = {
            "How fast a dispatcher gives work to simulated workers and stores what they did.",
            "Ends with kill -9 of the dispatcher and counts whether every acknowledged end is in the database."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DispatchBench implements Callable<Integer> {
    private static final int MOST_WORKERS = 15_000;
    private static final long MOST_COMMANDS = 9_999_999;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--workers", paramLabel = "N", required = true, description = "Simulated workers.")
    private int workers;

    @Option(names = "--jobs", paramLabel = "J", required = true, description = "Jobs.")
    private int jobs;

    @Option(names = "--commands", paramLabel = "C", required = true, description = "Commands of each job.")
    private long commands;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "1",
            description = "Commands that a worker runs at once (default ${DEFAULT-VALUE}).")
    private int slots = 1;

    @Option(
            names = "--rate",
            paramLabel = "PER_SECOND",
            description = "Let commands take so long that this many end per second (default: they take no time).")
    private @Nullable Double rate;

    @Option(
            names = "--mixed",
            description = "Work and workers of many kinds: requirements, licenses, shares, priorities, weights.")
    private boolean isMixed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(workers >= 1 && workers <= MOST_WORKERS, "--workers is from 1 to " + MOST_WORKERS);
        require(jobs >= 1, "--jobs is 1 or more");
        require(commands >= 1 && commands <= MOST_COMMANDS, "--commands is from 1 to " + MOST_COMMANDS);
        require(slots >= 1, "--slots is 1 or more");
        require(
                !isMixed || workers >= WorkerKinds.COUNT,
                "--mixed takes " + WorkerKinds.COUNT + " workers or more, one of each kind");
        require(rate == null || rate > 0, "--rate is more than 0");
        DispatchRun.Size size = new DispatchRun.Size(workers, slots, jobs, commands, rate, isMixed);
        List<Object> runs = options.measure(
                () -> new DispatchRun(size, options).measure(),
                spec.commandLine().getOut());
        boolean hasLost = runs.stream().anyMatch(run -> ((DispatchFigures) run).hasLost());
        if (hasLost) {
            spec.commandLine().getErr().println("Acknowledged ends are missing from the database.");
        }
        return hasLost ? 1 : 0;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
