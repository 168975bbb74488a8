package org.puli.simulation.crash;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.puli.simulation.program.DatabaseKind;
import org.puli.simulation.program.Quiet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code puli crash}. */
@Command(
        name = "puli crash",
        description = {
            "Kills real dispatchers, workers and database servers at random instants, while clients use the farm,",
            "and asks after each kill whether everything is still true that anybody was told."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing was broken", "1:a promise was broken, or the farm did not come back", "2:bad flag"})
public final class CrashMain implements Callable<Integer> {
    private static final int MOST_SEED = 1_000_000;
    private static final String SQLITE = "sqlite";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--rounds", paramLabel = "N", required = true, description = "Rounds; each kills at least once.")
    private int rounds;

    @Option(names = "--seed", paramLabel = "S", description = "Where chance begins (default: drawn and printed).")
    private @Nullable Long seed;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "3",
            description = "Workers of the farm (default ${DEFAULT-VALUE}).")
    private int workers = 3;

    @Option(
            names = "--kill",
            paramLabel = "WHOM",
            defaultValue = "ALL",
            description = "Who is killed: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Targets targets = Targets.ALL;

    @Option(
            names = "--standby",
            paramLabel = "DATABASE",
            description =
                    "Two dispatchers on a real server instead, of which the leader is killed, held still or made to"
                            + " hand over: ${COMPLETION-CANDIDATES}.")
    private @Nullable DatabaseKind standby;

    @Option(
            names = "--database",
            paramLabel = "KIND",
            description = "Where the farm's rows are: sqlite (default), or a server that is started for it:"
                    + " ${COMPLETION-CANDIDATES}. What happens to a server: 90 of 100 times it is killed, else stopped"
                    + " in order, or held still for 30 s.",
            completionCandidates = Kinds.class)
    private String database = SQLITE;

    @Option(names = "--keep", description = "Leave the farms' folders where they are; one that broke stays anyway.")
    private boolean keep;

    /** The servers, for the help text. */
    static final class Kinds extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Kinds() {
            super(List.of("postgresql", "mariadb"));
        }
    }

    private @Nullable DatabaseKind kind() {
        if (database.equalsIgnoreCase(SQLITE)) {
            return null;
        }
        try {
            return DatabaseKind.valueOf(database.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--database is sqlite, postgresql or mariadb; found " + database, e);
        }
    }

    /** Runs the program and ends the process with its exit code. */
    public static void main(String... arguments) {
        Quiet.logs();
        System.exit(new CommandLine(new CrashMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1 || workers < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds and --workers are 1 or more");
        }
        DatabaseKind kind = kind();
        if (targets == Targets.DATABASE && kind == null) {
            throw new ParameterException(
                    spec.commandLine(), "--kill database needs a server; say --database postgresql or mariadb");
        }
        long drawn = seed == null ? ThreadLocalRandom.current().nextInt(MOST_SEED) : seed;
        PrintWriter out = spec.commandLine().getOut();
        if (standby != null) {
            return PairLife.run(standby, new PairLife.Plan(rounds, drawn, workers, keep), out);
        }
        Score score = new Score(out);
        long started = System.nanoTime();
        // A farm is replaced after some rounds, for re-reading takes longer and longer as promises heap up.
        for (int done = 0, life = 0; done < rounds; life++) {
            int next = Math.min(CrashLife.MOST_ROUNDS, rounds - done);
            Path folder = Files.createTempDirectory("puli-crash-");
            try (CrashLife farm = new CrashLife(folder, drawn + life, targets, workers, kind, score)) {
                farm.live(next);
            } catch (IOException | RuntimeException e) {
                spec.commandLine().getErr().println("BROKEN: " + e.getMessage());
                spec.commandLine().getErr().println("The farm's folder is " + folder);
                spec.commandLine()
                        .getErr()
                        .println("Again with: ./puli crash --rounds " + next + " --seed " + (drawn + life) + " --kill "
                                + targets + " --workers " + workers + " --database " + database + " --keep");
                return 1;
            }
            if (!keep) {
                Folders.delete(folder);
            }
            done += next;
        }
        out.println(score.summary((System.nanoTime() - started) / 1_000_000_000));
        out.flush();
        return 0;
    }
}
