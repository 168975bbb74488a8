package org.puli.dispatcher.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.dispatcher.store.DatabaseAddress;

/** Which database the settings name. Stateless. */
public final class DatabaseSettings {
    private DatabaseSettings() {}

    /**
     * The database of the settings.
     *
     * @param data the data folder, where a file lies whose path is not absolute
     * @throws BadSetting when it cannot be used
     */
    public static DatabaseAddress address(Settings settings, Path data) {
        Settings.Value url = settings.value(Setting.DATABASE_URL);
        try {
            return DatabaseAddress.of(url.text(), data, settings.text(Setting.DATABASE_USER), password(settings));
        } catch (IllegalArgumentException e) {
            throw new BadSetting(
                    Setting.DATABASE_URL.key() + " (from " + url.source() + ") cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * The database of the history; null where the farm's own keeps everything.
     *
     * @throws BadSetting when it cannot be used
     */
    public static @Nullable DatabaseAddress findHistory(Settings settings, Path data) {
        if (!settings.has(Setting.HISTORY_URL)) {
            return null;
        }
        Settings.Value url = settings.value(Setting.HISTORY_URL);
        String password = settings.has(Setting.HISTORY_PASSWORD_FILE)
                ? password(settings.path(Setting.HISTORY_PASSWORD_FILE), Setting.HISTORY_PASSWORD_FILE.key())
                : password(settings);
        try {
            DatabaseAddress history =
                    DatabaseAddress.of(url.text(), data, settings.text(Setting.DATABASE_USER), password);
            check(address(settings, data), history);
            return history;
        } catch (IllegalArgumentException e) {
            throw new BadSetting(
                    Setting.HISTORY_URL.key() + " (from " + url.source() + ") cannot be used: " + e.getMessage(), e);
        }
    }

    private static void check(DatabaseAddress farm, DatabaseAddress history) {
        if (history.kind() == DatabaseAddress.Kind.MEMORY || farm.kind() == DatabaseAddress.Kind.MEMORY) {
            throw new IllegalArgumentException("a history that is kept needs databases for both, and "
                    + (farm.kind() == DatabaseAddress.Kind.MEMORY ? Setting.DATABASE_URL.key() : "it")
                    + " is memory");
        }
        if (farm.server() != null && history.server() == null) {
            throw new IllegalArgumentException("beside a farm on a database server it has to be on one too: whichever"
                    + " dispatcher leads needs it");
        }
        if (history.toString().equals(farm.toString())) {
            throw new IllegalArgumentException(
                    "it is the farm's own database; leave it out, and that keeps the history too");
        }
    }

    /** From a file, or from the environment for those who have their secrets there; never from the command line. */
    static String password(Settings settings) {
        return settings.has(Setting.DATABASE_PASSWORD_FILE)
                ? password(settings.path(Setting.DATABASE_PASSWORD_FILE), Setting.DATABASE_PASSWORD_FILE.key())
                : settings.text(Setting.DATABASE_PASSWORD);
    }

    /** The password in a file that {@code source} names. */
    static String password(Path file, String source) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new BadSetting(source + " names " + file + ", which cannot be read: " + e, e);
        }
    }
}
