package org.puli.simulation.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code puli bench history}. */
@Command(
        name = "history",
        description = {
            "How long questions about the past take: a database is filled with two years of jobs that are over,",
            "then it is asked what people ask. Clearing and commits are measured between each other.",
            "The store itself writes and reads all of it; there is no dispatcher."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class HistoryBench implements Callable<Integer> {
    private static final long MOST_ATTEMPTS = 100_000_000;
    private static final int MOST_TIMES = 10_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "200000",
            description = "About how many attempts there are (default ${DEFAULT-VALUE}).")
    private long attempts = 200_000;

    @Option(
            names = "--times",
            paramLabel = "T",
            defaultValue = "50",
            description = "How often each question is asked (default ${DEFAULT-VALUE}).")
    private int times = 50;

    @Option(
            names = "--frames",
            paramLabel = "F",
            defaultValue = "1000",
            description = "Commands of a job, from 10 to 10,000 (default ${DEFAULT-VALUE}).")
    private int frames = 1_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (attempts < HistoryYears.LEAST || attempts > MOST_ATTEMPTS || times < 1 || times > MOST_TIMES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--attempts is from " + HistoryYears.LEAST + " to " + MOST_ATTEMPTS + ", --times from 1 to "
                            + MOST_TIMES);
        }
        if (frames < HistoryYears.LEAST_FRAMES || frames > HistoryYears.MOST_FRAMES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--frames is from " + HistoryYears.LEAST_FRAMES + " to " + HistoryYears.MOST_FRAMES);
        }
        options.measure(
                () -> {
                    try (HistoryStage stage = new HistoryStage(options)) {
                        return new HistoryRun(stage, attempts, frames, times).measure();
                    }
                },
                spec.commandLine().getOut());
        return 0;
    }
}
