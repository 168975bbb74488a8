package org.puli.simulation.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code puli bench plan}. */
@Command(
        name = "plan",
        description = {
            "How long the planner takes, alone in one thread: to fill an idle farm, and after each command's end.",
            "The farm's own changes are measured with it; nothing is stored or sent."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PlanBench implements Callable<Integer> {
    private static final int MOST = 1_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--workers", paramLabel = "N", defaultValue = "10000", description = "Workers.")
    private int workers;

    @Option(names = "--jobs", paramLabel = "J", defaultValue = "5000", description = "Jobs of 100 commands.")
    private int jobs;

    @Option(names = "--ends", paramLabel = "E", defaultValue = "50000", description = "Ends to measure.")
    private int ends;

    @Option(
            names = "--case",
            paramLabel = "CASE",
            defaultValue = "cores",
            description = "What the work is like: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private PlanCase workload = PlanCase.CORES;

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(workers, "--workers");
        require(jobs, "--jobs");
        require(ends, "--ends");
        options.measure(
                () -> new PlanRun(workload, workers, jobs, ends).measure(),
                spec.commandLine().getOut());
        return 0;
    }

    private void require(int number, String flag) {
        if (number < 1 || number > MOST) {
            throw new ParameterException(spec.commandLine(), flag + " is from 1 to " + MOST);
        }
    }
}
