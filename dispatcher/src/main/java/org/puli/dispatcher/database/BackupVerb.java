package org.puli.dispatcher.database;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.store.care.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code puli database backup}. */
@Command(
        name = "backup",
        description = "Writes one moment of the farm to a file, whichever database keeps it; the dispatcher may go on.")
final class BackupVerb implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions options = new DatabaseOptions();

    @Parameters(paramLabel = "FILE", description = "A file that is not there yet; its owner alone can read it.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        PrintWriter out = options.out();
        Path to = Objects.requireNonNull(file, "picocli wants it");
        var counts = Backup.write(DatabaseOptions.existing(options.address()), to, Words.progress(options.err()));
        out.println("The backup is in " + to.toAbsolutePath().normalize() + ":");
        Words.counts(out, counts);
        return 0;
    }
}
