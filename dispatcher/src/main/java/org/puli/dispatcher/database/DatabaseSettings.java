package org.puli.dispatcher.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
