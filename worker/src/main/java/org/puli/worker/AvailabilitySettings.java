package org.puli.worker;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.worker.availability.WorkHours;

/**
 * When a worker wants work.
 *
 * @param pauseFile keeps it from work while it exists; null for none
 * @param pauseFileRunning what becomes of running commands then
 * @param hours when it takes work; null for always
 * @param hoursRunning what becomes of running commands when the hours end
 * @param presence the signs of somebody at the machine; null when none is looked for
 */
public record AvailabilitySettings(
        @Nullable Path pauseFile,
        OfRunning pauseFileRunning,
        @Nullable WorkHours hours,
        OfRunning hoursRunning,
        @Nullable PresenceSettings presence) {
    static AvailabilitySettings of(Settings settings) {
        return new AvailabilitySettings(
                pauseFile(settings),
                running(settings, Setting.WORKER_PAUSE_FILE_RUNNING),
                hours(settings),
                running(settings, Setting.WORKER_HOURS_RUNNING),
                settings.has(Setting.WORKER_PRESENCE) ? PresenceSettings.of(settings) : null);
    }

    private static @Nullable Path pauseFile(Settings settings) {
        if (!settings.has(Setting.WORKER_PAUSE_FILE)) {
            return null;
        }
        String text = settings.text(Setting.WORKER_PAUSE_FILE);
        // Else the folder in which the worker happens to be started would decide which file is meant.
        if (!text.startsWith("/") && !text.startsWith("~/")) {
            throw bad(settings, Setting.WORKER_PAUSE_FILE, "an absolute path such as /var/tmp/puli.pause", null);
        }
        return settings.path(Setting.WORKER_PAUSE_FILE);
    }

    private static @Nullable WorkHours hours(Settings settings) {
        try {
            return settings.has(Setting.WORKER_HOURS) ? WorkHours.parse(settings.text(Setting.WORKER_HOURS)) : null;
        } catch (IllegalArgumentException e) {
            throw bad(settings, Setting.WORKER_HOURS, e.getMessage(), e);
        }
    }

    static OfRunning running(Settings settings, Setting setting) {
        return switch (settings.text(setting).toLowerCase(Locale.ROOT)) {
            case "finish" -> OfRunning.FINISH;
            case "requeue" -> OfRunning.REQUEUE;
            case "kill" -> OfRunning.KILL;
            default -> throw bad(settings, setting, "finish, requeue or kill", null);
        };
    }

    static BadSetting bad(Settings settings, Setting setting, @Nullable String expected, @Nullable Throwable cause) {
        Settings.Value value = settings.value(setting);
        return new BadSetting(
                setting.key() + " is '" + value.text() + "' (from " + value.source() + "); expected " + expected,
                cause);
    }
}
