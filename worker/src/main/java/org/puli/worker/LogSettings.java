package org.puli.worker;

import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.worker.logs.LogRules;
import org.puli.worker.logs.SharedPattern;

/** Reads the rules for logs. Stateless. */
final class LogSettings {
    private LogSettings() {}

    /**
     * Takes the settings' values.
     *
     * @throws BadSetting when one cannot be used
     */
    static LogRules of(Settings settings, WorkerName worker) {
        long limit = settings.bytes(Setting.WORKER_LOGS_LIMIT);
        if (limit != 0 && limit < LogRules.SHORTEST_LIMIT) {
            throw new BadSetting(
                    "worker.logs.limit is " + settings.text(Setting.WORKER_LOGS_LIMIT)
                            + "; it has to be 64K or more, or 0 for logs of any length",
                    null);
        }
        return new LogRules(
                limit,
                settings.duration(Setting.WORKER_LOGS_KEEP),
                settings.bytes(Setting.WORKER_LOGS_SPACE),
                shared(settings, worker));
    }

    private static @Nullable SharedPattern shared(Settings settings, WorkerName worker) {
        if (!settings.has(Setting.WORKER_LOGS_SHARED)) {
            return null;
        }
        String text = settings.text(Setting.WORKER_LOGS_SHARED);
        try {
            return SharedPattern.parse(text, worker.value());
        } catch (IllegalArgumentException e) {
            throw new BadSetting("worker.logs.shared is '" + text + "'; it " + e.getMessage(), e);
        }
    }
}
