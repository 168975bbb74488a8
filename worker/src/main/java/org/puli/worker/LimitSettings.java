package org.puli.worker;

import org.jspecify.annotations.Nullable;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.spec.ProcessLimits;

/** Reads what a worker's commands may do. Stateless. */
final class LimitSettings {
    private LimitSettings() {}

    /**
     * Takes the settings' values.
     *
     * @throws org.puli.api.config.BadSetting when one cannot be used
     */
    static ProcessLimits of(Settings settings) {
        return new ProcessLimits(
                number(
                        settings,
                        Setting.WORKER_LIMITS_OPEN_FILES,
                        ProcessLimits.FEWEST_FILES,
                        ProcessLimits.MOST_FILES),
                coreBytes(settings),
                number(settings, Setting.WORKER_NICE, ProcessLimits.LEAST_NICE, ProcessLimits.MOST_NICE),
                number(settings, Setting.WORKER_OOM_SCORE_ADJ, ProcessLimits.LEAST_OOM, ProcessLimits.MOST_OOM),
                settings.flag(Setting.WORKER_PINNING));
    }

    private static @Nullable Integer number(Settings settings, Setting setting, int least, int most) {
        return settings.has(setting) ? Integer.valueOf(settings.number(setting, least, most)) : null;
    }

    private static @Nullable Long coreBytes(Settings settings) {
        if (!settings.has(Setting.WORKER_LIMITS_CORE_SIZE)) {
            return null;
        }
        boolean isAny = settings.text(Setting.WORKER_LIMITS_CORE_SIZE).equals("unlimited");
        return isAny ? ProcessLimits.ANY_SIZE : settings.bytes(Setting.WORKER_LIMITS_CORE_SIZE);
    }
}
