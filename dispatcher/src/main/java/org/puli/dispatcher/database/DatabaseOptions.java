package org.puli.dispatcher.database;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.BadSetting;
import org.puli.api.config.ConfigFile;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.DatabaseAddress;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Flags that every verb has, which name the database as the dispatcher's own flags and settings do. */
final class DatabaseOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (default ~/.puli/dispatcher).")
    private @Nullable String data;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "sqlite:FILE, postgresql://HOST/DATABASE or mariadb://HOST/DATABASE (default sqlite:farm.db)."
                    + " Passwords are in database.passwordFile or PULI_DATABASE_PASSWORD.")
    private @Nullable String database;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Config file (default: PULI_CONFIG, else ~/.config/puli/puli.yaml).")
    private @Nullable Path config;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /** Where the answer goes. */
    PrintWriter out() {
        return commandLine().getOut();
    }

    /** Where it is said how far work is. */
    PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(verb, "picocli sets it").commandLine();
    }

    /** Where the dispatcher's other files are. */
    Path data() {
        return settings().path(Setting.DISPATCHER_DATA);
    }

    Settings settings() {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        if (data != null) {
            flags.put(Setting.DISPATCHER_DATA, data);
        }
        if (database != null) {
            flags.put(Setting.DATABASE_URL, database);
        }
        return Settings.read(ConfigFile.find(config, System.getenv()), System.getenv(), flags);
    }

    /**
     * The database of the settings, whether or not there is one yet.
     *
     * @throws BadSetting when there can be none
     */
    DatabaseAddress address() {
        Settings settings = settings();
        DatabaseAddress address = DatabaseSettings.address(settings, settings.path(Setting.DISPATCHER_DATA));
        if (address.equals(DatabaseAddress.MEMORY)) {
            throw new BadSetting(
                    "database.url is memory: then everything is in the dispatcher's memory alone, and there is no"
                            + " database to work on",
                    null);
        }
        return address;
    }

    /** What reaches a database that is there. */
    static Database existing(DatabaseAddress address) {
        Path file = address.file();
        Database reached = address.database();
        if (reached == null || (file != null && Files.notExists(file))) {
            throw new StoreFailure("there is no database " + address
                    + " yet; the first start of the dispatcher makes it, or name another one with --database");
        }
        return reached;
    }
}
