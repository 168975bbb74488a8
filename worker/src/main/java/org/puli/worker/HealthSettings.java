package org.puli.worker;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Amounts;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;

/**
 * What is looked at on a worker's machine.
 *
 * @param gpus GPUs to offer; null for all that are found
 * @param gpuMemoryBytes memory of each; null for what they tell
 * @param factsFolder the site's scripts that say what the machine has; null for none
 * @param factsEvery how often they run
 * @param checkScript the site's script that says whether the machine may work; null for none
 * @param checkEvery how often it runs
 * @param checkTime how long it may take
 * @param sampleEvery how often the machine is measured
 * @param clockSkew how far its clock may be off the dispatcher's
 */
public record HealthSettings(
        @Nullable Integer gpus,
        @Nullable Long gpuMemoryBytes,
        @Nullable Path factsFolder,
        Duration factsEvery,
        @Nullable Path checkScript,
        Duration checkEvery,
        Duration checkTime,
        Duration sampleEvery,
        Duration clockSkew) {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /**
     * Takes the settings' values.
     *
     * @throws BadSetting when one cannot be used
     */
    static HealthSettings of(Settings settings) {
        return new HealthSettings(
                EquipmentSettings.gpus(settings),
                EquipmentSettings.gpuMemory(settings),
                path(settings, Setting.WORKER_FACTS_FOLDER, "/etc/puli/facts.d"),
                time(settings, Setting.WORKER_FACTS_EVERY, TEN_SECONDS, DAY),
                path(settings, Setting.WORKER_CHECK_SCRIPT, "/etc/puli/check"),
                time(settings, Setting.WORKER_CHECK_EVERY, TEN_SECONDS, DAY),
                time(settings, Setting.WORKER_CHECK_TIME, SECOND, Duration.ofMinutes(10)),
                time(settings, Setting.WORKER_SAMPLE_EVERY, SECOND, Duration.ofMinutes(1)),
                time(settings, Setting.WORKER_CLOCK_SKEW, Duration.ofMillis(100), Duration.ofHours(1)));
    }

    /** Absolute: else the folder in which the worker happens to be started would decide what runs as it. */
    private static @Nullable Path path(Settings settings, Setting setting, String example) {
        if (!settings.has(setting)) {
            return null;
        }
        String text = settings.text(setting);
        if (!text.startsWith("/") && !text.startsWith("~/")) {
            throw AvailabilitySettings.bad(settings, setting, "an absolute path such as " + example, null);
        }
        return settings.path(setting);
    }

    private static Duration time(Settings settings, Setting setting, Duration least, Duration most) {
        Duration time = settings.duration(setting);
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new BadSetting(
                    setting.key() + " is " + Amounts.text(time) + "; it has to be from " + Amounts.text(least) + " to "
                            + Amounts.text(most),
                    null);
        }
        return time;
    }
}
