package org.puli.simulation.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code puli bench run}. */
@Command(
        name = "run",
        description = "How many real commands (/bin/true) one real worker gets through, and what each costs.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunBench implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "8",
            description = "Commands that run at once (default ${DEFAULT-VALUE}).")
    private int slots = 8;

    @Option(
            names = "--commands",
            paramLabel = "C",
            defaultValue = "30000",
            description = "Commands in all (default ${DEFAULT-VALUE}).")
    private int commands = 30_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (slots < 1 || commands < 1) {
            throw new ParameterException(spec.commandLine(), "--slots and --commands are 1 or more");
        }
        List<Object> runs = options.measure(
                () -> new RealRun(slots, commands, options).measure(),
                spec.commandLine().getOut());
        return runs.stream().anyMatch(run -> ((RunFigures) run).hasLost()) ? 1 : 0;
    }
}
