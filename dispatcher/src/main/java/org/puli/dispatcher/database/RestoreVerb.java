package org.puli.dispatcher.database;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.care.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code puli database restore}. */
@Command(
        name = "restore",
        description = {
            "Brings a farm back from a backup. The dispatcher has to be stopped.",
            "What happened after the backup is forgotten: jobs sent since then are not there, and what ended since"
                    + " then runs again. Numbers go on far beyond those of the backup, so that no number is given out"
                    + " twice."
        })
final class RestoreVerb implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions options = new DatabaseOptions();

    @Parameters(paramLabel = "FILE", description = "A file that puli database backup wrote.")
    private @Nullable Path file;

    @Option(
            names = "--replace",
            description = "Set the farm aside that is in the database now; it is kept in the data folder.")
    private boolean replace;

    @Option(
            names = "--as-new-farm",
            description = "Give the restored farm a number of its own: to try a backup while the farm goes on."
                    + " Workers take it for another farm and stop what they run.")
    private boolean isNewFarm;

    @Option(names = "--although-connected", description = "Even if others are connected to the server's database.")
    private boolean mayBeConnected;

    @Override
    public Integer call() {
        DatabaseAddress address = options.address();
        Path data = options.data();
        PrintWriter out = options.out();
        try (FarmHold _ = FarmHold.of(data, address, mayBeConnected)) {
            Restore restore = new Restore(address, data, new Restore.Wishes(replace, isNewFarm), Words.author());
            Restore.Restored done =
                    restore.run(Objects.requireNonNull(file, "picocli wants it"), Words.progress(options.err()));
            out.println("Farm " + done.farmId() + " is back in " + address + "; its next job is number "
                    + done.nextJob() + ".");
            Words.counts(out, done.counts());
            if (done.aside() != null) {
                out.println("The farm that was there before is now in " + done.aside());
            }
            return 0;
        }
    }
}
