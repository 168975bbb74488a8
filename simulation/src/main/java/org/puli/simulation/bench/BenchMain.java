package org.puli.simulation.bench;

import org.puli.simulation.program.Quiet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code puli bench}. */
@Command(
        name = "puli bench",
        description = {
            "Measures a farm on this machine: a dispatcher of its own, on a disk, with full sync.",
            "Figures compare runs on one machine. Identical runs may differ twofold: repeat, and look at medians."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {
            DispatchBench.class,
            SubmitBench.class,
            RunBench.class,
            PlanBench.class,
            IdleBench.class,
            HistoryBench.class,
            RestartBench.class,
            MemoryBench.class,
            WarmBench.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:an acknowledged result was lost, or the run failed", "2:bad flag"})
public final class BenchMain implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the program and ends the process with its exit code. */
    public static void main(String... arguments) {
        Quiet.logs();
        System.exit(line().execute(arguments));
    }

    /** The program for a test to run inside its own process. */
    static CommandLine line() {
        return new CommandLine(new BenchMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, result) -> {
                    line.getErr().println("The benchmark failed: " + failure.getMessage());
                    return 1;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to measure: dispatch, submit, run, plan, idle, restart, memory or history");
    }
}
