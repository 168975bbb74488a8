package org.puli.simulation;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Suggestion;
import org.puli.simulation.SeedResult.Failure;
import org.puli.simulation.fault.Plant;
import org.puli.simulation.time.Trace;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code puli simulate}. */
@Command(
        name = "puli simulate",
        description = "Runs whole simulated farms in virtual time, each from a seed, and looks for what breaks.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing broke", "1:something broke; the report says how to repeat it", "2:bad flag"})
public final class SimulateMain implements Callable<Integer> {
    private static final int SEEDS = 100;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds to run (default ${DEFAULT-VALUE}).")
    private @Nullable Integer seeds;

    @Option(
            names = "--seed",
            paramLabel = "FIRST",
            description = "The first seed; alone, the only one (default: a fresh one that is printed).")
    private @Nullable Long first;

    @Option(names = "--plant", paramLabel = "FAULT", description = "Plant a mistake that has to be found.")
    private @Nullable String plantWord;

    @Option(
            names = "--planner",
            description = "Run the planner alone on small random farms and hold every choice against the plain rules.")
    private boolean isPlanner;

    @Option(names = "--standby", description = "Two dispatchers over one database instead of one with a disk.")
    private boolean isStandby;

    @Option(names = "--trace", description = "Print everything that happens.")
    private boolean isTraced;

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs the program and ends the process with its exit code. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new SimulateMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        SilentLog.begin();
        Plant plant = plant();
        int count = seeds != null ? seeds : first != null ? 1 : SEEDS;
        if (count < 1) {
            throw bad("--seeds has to be 1 or more");
        }
        long start = first != null ? first : new SecureRandom().nextLong(1, Long.MAX_VALUE / 2);
        PrintWriter out = command().commandLine().getOut();
        if (first == null) {
            out.println("Seeds " + start + " to " + (start + count - 1));
            out.flush();
        }
        if (isStandby) {
            return StandbyReport.run(start, count, isTraced, out);
        }
        return isPlanner ? PlannerReport.run(start, count, out) : report(run(start, count, plant), out, plant);
    }

    private record Outcome(Summary summary, long millis) {}

    private Outcome run(long start, int count, Plant plant) throws InterruptedException {
        long began = System.nanoTime();
        Summary summary = isTraced ? traced(start, count, plant) : campaign(start, count, plant);
        return new Outcome(summary, (System.nanoTime() - began) / 1_000_000);
    }

    private static Summary campaign(long start, int count, Plant plant) throws InterruptedException {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(start + i);
        }
        int threads = Math.min(count, Runtime.getRuntime().availableProcessors());
        return new Campaign(plant, threads, result -> {}).run(all);
    }

    private Summary traced(long start, int count, Plant plant) {
        PrintWriter out = command().commandLine().getOut();
        Summary summary = new Summary();
        for (int i = 0; i < count; i++) {
            summary.add(FarmSimulation.run(start + i, plant, Trace.telling(out::println), NoMirror.INSTANCE));
        }
        return summary;
    }

    private int report(Outcome outcome, PrintWriter out, Plant plant) {
        Map<Long, Failure> failures = outcome.summary().failures();
        failures.entrySet().stream().findFirst().ifPresent(broken -> {
            broken.getValue().lastLines().forEach(out::println);
            out.println();
        });
        failures.forEach((seed, failure) -> {
            out.println("Seed " + seed + " broke: " + failure.what());
            out.println("  to repeat it: ./puli simulate --seed " + seed + flag(plant));
        });
        outcome.summary().hash().ifPresent(hash -> out.println("Trace hash " + Long.toHexString(hash)));
        out.println(outcome.summary().line(outcome.millis()));
        out.flush();
        return failures.isEmpty() ? 0 : 1;
    }

    private static String flag(Plant plant) {
        return plant == Plant.NONE ? "" : " --plant " + plant.word();
    }

    private Plant plant() {
        if (plantWord == null) {
            return Plant.NONE;
        }
        List<String> words = new ArrayList<>();
        for (Plant plant : Plant.values()) {
            if (plant.word().equals(plantWord)) {
                return plant;
            }
            words.add(plant.word());
        }
        throw bad("--plant '" + plantWord + "' is unknown" + Suggestion.hint(plantWord, words) + " (there are: "
                + String.join(", ", words) + ")");
    }

    private ParameterException bad(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    private CommandSpec command() {
        return requireNonNull(spec, "set by picocli before the call");
    }
}
