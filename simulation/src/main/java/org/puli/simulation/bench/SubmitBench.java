package org.puli.simulation.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code puli bench submit}. */
@Command(
        name = "submit",
        description = {
            "How fast jobs are taken and stored, small and large ones,",
            "and whether anybody else's requests wait meanwhile."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SubmitBench implements Callable<Integer> {
    private static final long MOST_COMMANDS = 2_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--commands",
            paramLabel = "C",
            defaultValue = "1000000",
            description = "Commands of the largest job (default ${DEFAULT-VALUE}); others have a tenth, a hundredth.")
    private long commands = 1_000_000;

    @Option(
            names = "--times",
            paramLabel = "T",
            defaultValue = "20",
            description = "How often each size is submitted (default ${DEFAULT-VALUE}).")
    private int times = 20;

    @Option(
            names = "--small",
            paramLabel = "N",
            defaultValue = "3000",
            description = "How many jobs of one command are submitted (default ${DEFAULT-VALUE}).")
    private int small = 3_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (commands < 100 || commands > MOST_COMMANDS || times < 1 || small < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--commands is from 100 to " + MOST_COMMANDS + ", --times and --small are 1 or more");
        }
        SubmitRun.Size size = new SubmitRun.Size(commands, times, small);
        options.measure(
                () -> new SubmitRun(size, options).measure(), spec.commandLine().getOut());
        return 0;
    }
}
