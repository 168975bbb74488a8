package org.puli.dispatcher.database;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.care.DatabaseCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code puli database copy}. */
@Command(
        name = "copy",
        description = {
            "Copies a farm from one database to another, of whatever kinds, and compares both row by row. The"
                    + " dispatcher has to be stopped; afterwards it is started with database.url naming the new one.",
            "Passwords are in files: without a flag of its own each database takes database.passwordFile or"
                    + " PULI_DATABASE_PASSWORD."
        })
final class CopyVerb implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions options = new DatabaseOptions();

    @Parameters(index = "0", paramLabel = "FROM", description = "URL of the database to read, such as sqlite:farm.db.")
    private @Nullable String from;

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description = "URL of an empty database, such as postgresql://puli@db/puli.")
    private @Nullable String to;

    @Option(names = "--from-password-file", paramLabel = "FILE", description = "File with the password for FROM.")
    private @Nullable Path fromPassword;

    @Option(names = "--to-password-file", paramLabel = "FILE", description = "File with the password for TO.")
    private @Nullable Path toPassword;

    @Option(names = "--although-connected", description = "Even if others are connected to one of the databases.")
    private boolean mayBeConnected;

    @Override
    public Integer call() {
        DatabaseAddress source =
                address("FROM", Objects.requireNonNull(from, "picocli wants it"), fromPassword, "--from-password-file");
        DatabaseAddress target =
                address("TO", Objects.requireNonNull(to, "picocli wants it"), toPassword, "--to-password-file");
        if (source.equals(target)) {
            throw new BadSetting("FROM and TO are the same database, " + source, null);
        }
        PrintWriter out = options.out();
        var reached = DatabaseOptions.existing(source);
        try (FarmHold hold = FarmHold.of(options.data(), source, mayBeConnected)) {
            hold.take(target, mayBeConnected);
            var counts = DatabaseCopy.run(
                    reached,
                    Objects.requireNonNull(target.database(), "memory was refused"),
                    Words.progress(options.err()));
            out.println("All of " + source + " is in " + target + " now, and was compared row by row:");
            Words.counts(out, counts);
            out.println("Start the dispatcher with database.url set to it, and keep the old one until you trust it."
                    + " Never start a dispatcher on each of them: they would be one farm for their workers.");
            return 0;
        }
    }

    private DatabaseAddress address(String what, String url, @Nullable Path passwordFile, String flag) {
        Settings settings = options.settings();
        String password = passwordFile == null
                ? DatabaseSettings.password(settings)
                : DatabaseSettings.password(passwordFile, flag);
        try {
            DatabaseAddress address = DatabaseAddress.of(
                    url, settings.path(Setting.DISPATCHER_DATA), settings.text(Setting.DATABASE_USER), password);
            if (!address.equals(DatabaseAddress.MEMORY)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new BadSetting(what + " cannot be used: " + e.getMessage(), e);
        }
        throw new BadSetting(what + " is memory, which has no tables to copy", null);
    }
}
