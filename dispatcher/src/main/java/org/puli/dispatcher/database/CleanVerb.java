package org.puli.dispatcher.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.care.Cleaning;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code puli database clean}. */
@Command(
        name = "clean",
        description = {
            "Deletes all jobs, all history, or everything; says how much that is and asks first. The dispatcher has to"
                    + " be stopped.",
            "Single jobs are deleted with puli job delete while it runs."
        })
final class CleanVerb implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions options = new DatabaseOptions();

    @ArgGroup(multiplicity = "1")
    private @Nullable Part part;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean isSure;

    @Option(names = "--although-connected", description = "Even if others are connected to the server's database.")
    private boolean mayBeConnected;

    /** What is to go: one of three. */
    private static final class Part {
        @Option(
                names = "--jobs",
                required = true,
                description = "All jobs with their commands; pools, workers, licenses and history stay.")
        private boolean jobs;

        @Option(names = "--history", required = true, description = "All ended attempts and the audit; jobs stay.")
        private boolean history;

        @Option(
                names = "--all",
                required = true,
                description = "Everything. The farm is another one afterwards, and workers start afresh when they"
                        + " meet it.")
        private boolean all;

        Cleaning.What what() {
            if (all) {
                return Cleaning.What.ALL;
            }
            return history && !jobs ? Cleaning.What.HISTORY : Cleaning.What.JOBS;
        }
    }

    @Override
    public Integer call() throws IOException {
        DatabaseAddress address = options.address();
        Database database = DatabaseOptions.existing(address);
        try (FarmHold _ = FarmHold.of(options.data(), address, mayBeConnected)) {
            if (!Cleaning.hasFarm(database)) {
                throw new StoreFailure("the database " + address + " has no farm in it");
            }
            database.migrate();
            return clean(
                    database,
                    address,
                    Objects.requireNonNull(part, "picocli wants it").what());
        }
    }

    private int clean(Database database, DatabaseAddress address, Cleaning.What what) throws IOException {
        PrintWriter out = options.out();
        Map<String, Long> counts = Cleaning.count(database, what);
        out.println("From " + address + " this deletes for ever: " + Cleaning.words(counts));
        if (!isSure && !isConfirmed(out)) {
            throw new Denied("nothing was deleted; answer 'yes' to do it, or say --yes");
        }
        String farm = Cleaning.run(database, what, Words.author());
        out.println("Deleted.");
        if (what == Cleaning.What.ALL) {
            out.println("The farm's number is " + farm + " from now on. A worker with one address follows it and stops"
                    + " what it runs; one with several has to be started once with one of them alone.");
        }
        return 0;
    }

    private static boolean isConfirmed(PrintWriter out) throws IOException {
        out.print("Type yes to go on: ");
        out.flush();
        // Not closed: standard input is not this program's own.
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String answer = in.readLine();
        return answer != null && answer.strip().equals("yes");
    }
}
