package org.puli.dispatcher.database;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.care.PendingMigrations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code puli database migrate}. */
@Command(
        name = "migrate",
        description = "Brings the tables to this release's form, as the dispatcher does by itself when it starts.")
final class MigrateVerb implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions options = new DatabaseOptions();

    @Option(names = "--dry-run", description = "Only say what would run.")
    private boolean isTrial;

    @Option(names = "--although-connected", description = "Even if others are connected to the server's database.")
    private boolean mayBeConnected;

    @Override
    public Integer call() {
        DatabaseAddress address = options.address();
        PrintWriter out = options.out();
        Path file = address.file();
        if (isTrial && file != null && Files.notExists(file)) {
            out.println("There is no database " + address + " yet; its tables would be made from nothing.");
            return 0;
        }
        if (isTrial) {
            return say(out, PendingMigrations.of(DatabaseOptions.existing(address)), "would run");
        }
        try (FarmHold _ = FarmHold.of(options.data(), address, mayBeConnected)) {
            return migrate(out, Objects.requireNonNull(address.database(), "memory was refused"));
        }
    }

    private static int migrate(PrintWriter out, Database database) {
        List<String> pending = PendingMigrations.of(database);
        database.migrate();
        return say(out, pending, "ran");
    }

    private static int say(PrintWriter out, List<String> pending, String what) {
        pending.forEach(one -> out.println(what + " " + one));
        if (pending.isEmpty()) {
            out.println("The tables have this release's form; there is nothing to do.");
        } else if (what.startsWith("would")) {
            out.println("An older release cannot read the tables after that: keep a backup first, with"
                    + " puli database backup FILE");
        }
        return 0;
    }
}
