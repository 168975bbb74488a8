package org.puli.worker;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.config.Amounts;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.config.WorkerPlace;
import org.puli.api.sync.Equipment;
import org.puli.worker.link.LinkSettings;
import org.puli.worker.run.LauncherKind;
import org.puli.worker.run.RunSettings;

/**
 * What a worker runs with.
 *
 * @param cores cores to offer; null for all
 * @param memoryBytes memory to offer; null for all
 * @param equipment what else the machine offers
 * @param launcher with what it starts commands
 * @param patternsFile how the output of the site's programs is understood; null for what is built in
 * @param filesEvery how often a file that a job waits for is looked for
 * @param availability when it wants work
 * @param health what is looked at on the machine
 * @param power when its machine sleeps; null for never
 * @param stopTime how long what runs may go on when the worker is told to end
 */
public record WorkerConfig(
        WorkerName name,
        @Nullable Integer cores,
        @Nullable Long memoryBytes,
        Equipment equipment,
        Path data,
        LinkSettings link,
        RunSettings run,
        LauncherKind launcher,
        @Nullable Path patternsFile,
        Duration filesEvery,
        AvailabilitySettings availability,
        HealthSettings health,
        @Nullable PowerSettings power,
        Duration stopTime,
        boolean outboxSync,
        boolean debug) {
    /** More would be a drain, which is asked for and not waited for by whoever stops a daemon. */
    public static final Duration LONGEST_STOP = Duration.ofHours(24);

    private static final Duration LEAST_LEAVE = Duration.ofSeconds(5);
    private static final int MOST_CORES = 4_096;
    private static final Duration SHORTEST_EVERY = Duration.ofSeconds(1);
    /** The dispatcher asks the next worker after a minute, by when each has to have looked. */
    private static final Duration LONGEST_EVERY = Duration.ofSeconds(30);

    /**
     * Takes the settings' values.
     *
     * @throws BadSetting when one cannot be used
     */
    public static WorkerConfig of(Settings settings) {
        try {
            return read(settings);
        } catch (BadSetting e) {
            throw settings.located(e);
        }
    }

    private static WorkerConfig read(Settings settings) {
        WorkerPlace place = WorkerPlace.of(settings);
        PowerSettings power = PowerSettings.of(settings);
        return new WorkerConfig(
                place.name(),
                settings.has(Setting.WORKER_CORES)
                        ? Integer.valueOf(settings.number(Setting.WORKER_CORES, 1, MOST_CORES))
                        : null,
                settings.has(Setting.WORKER_MEMORY) ? Long.valueOf(settings.bytes(Setting.WORKER_MEMORY)) : null,
                power == null
                        ? EquipmentSettings.of(settings)
                        : EquipmentSettings.of(settings).wokenBy(power.addresses()),
                place.data(),
                link(settings),
                RunSettings.in(place.data())
                        .withGrace(settings.duration(Setting.WORKER_GRACE))
                        .withLimits(LimitSettings.of(settings))
                        .withKeep(keep(settings))
                        .withLogs(LogSettings.of(settings, place.name()))
                        .withRunAs(UserSettings.of(settings))
                        .withMemory(MemorySettings.of(settings))
                        .withCgroup(MemorySettings.cgroup(settings)),
                launcher(settings),
                settings.has(Setting.WORKER_PATTERNS_FILE) ? settings.path(Setting.WORKER_PATTERNS_FILE) : null,
                filesEvery(settings),
                AvailabilitySettings.of(settings),
                HealthSettings.of(settings),
                power,
                stopTime(settings),
                settings.flag(Setting.WORKER_OUTBOX_SYNC),
                settings.flag(Setting.WORKER_DEBUG));
    }

    private static LauncherKind launcher(Settings settings) {
        String word = settings.text(Setting.WORKER_LAUNCHER);
        LauncherKind kind = LauncherKind.find(word);
        if (kind == null) {
            throw new BadSetting("worker.launcher is '" + word + "'; expected auto, linux or portable", null);
        }
        return kind;
    }

    private static LinkSettings link(Settings settings) {
        return new LinkSettings(
                settings.servers(Setting.WORKER_SERVER),
                settings.has(Setting.WORKER_TOKEN_FILE) ? settings.path(Setting.WORKER_TOKEN_FILE) : null,
                settings.has(Setting.TLS_CA) ? settings.path(Setting.TLS_CA) : null,
                settings.has(Setting.WORKER_PROXY) ? settings.proxy(Setting.WORKER_PROXY) : null);
    }

    /** How long what would not survive may go on when the worker leaves the rest to its next life. */
    static Duration leaveTime(Duration stopTime) {
        return stopTime.compareTo(LEAST_LEAVE) < 0 ? LEAST_LEAVE : stopTime;
    }

    private static RunSettings.Keep keep(Settings settings) {
        return switch (settings.text(Setting.WORKER_KEEP)) {
            case "auto" -> RunSettings.Keep.AUTO;
            case "always" -> RunSettings.Keep.ALWAYS;
            case "never" -> RunSettings.Keep.NEVER;
            case String other ->
                throw new BadSetting("worker.keep is '" + other + "'; it has to be auto, always or never", null);
        };
    }

    private static Duration stopTime(Settings settings) {
        Duration time = settings.duration(Setting.WORKER_STOP_TIME);
        if (time.compareTo(LONGEST_STOP) > 0) {
            throw new BadSetting("worker.stopTime is " + Amounts.text(time) + "; it has to be from 0s to 24h", null);
        }
        return time;
    }

    private static Duration filesEvery(Settings settings) {
        Duration every = settings.duration(Setting.WORKER_FILES_EVERY);
        if (every.compareTo(SHORTEST_EVERY) < 0 || every.compareTo(LONGEST_EVERY) > 0) {
            throw new BadSetting(
                    "worker.files.every is " + Amounts.text(every) + "; it has to be from 1s to 30s", null);
        }
        return every;
    }
}
