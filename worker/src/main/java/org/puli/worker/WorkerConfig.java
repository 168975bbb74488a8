package org.puli.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.WorkerName;
import org.puli.api.config.Amounts;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.sync.Equipment;
import org.puli.worker.link.LinkSettings;
import org.puli.worker.run.RunSettings;

/**
 * What a worker runs with.
 *
 * @param cores cores to offer; null for all
 * @param memoryBytes memory to offer; null for all
 * @param equipment what else the machine offers
 * @param patternsFile how the output of the site's programs is understood; null for what is built in
 * @param filesEvery how often a file that a job waits for is looked for
 */
public record WorkerConfig(
        WorkerName name,
        @Nullable Integer cores,
        @Nullable Long memoryBytes,
        Equipment equipment,
        Path data,
        LinkSettings link,
        RunSettings run,
        @Nullable Path patternsFile,
        Duration filesEvery,
        boolean outboxSync,
        boolean debug) {
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
        WorkerName name = name(settings);
        Path data = settings.has(Setting.WORKER_DATA)
                ? settings.path(Setting.WORKER_DATA)
                : Path.of(System.getProperty("user.home"), ".puli", "worker-" + name);
        return new WorkerConfig(
                name,
                settings.has(Setting.WORKER_CORES)
                        ? Integer.valueOf(settings.number(Setting.WORKER_CORES, 1, MOST_CORES))
                        : null,
                settings.has(Setting.WORKER_MEMORY) ? Long.valueOf(settings.bytes(Setting.WORKER_MEMORY)) : null,
                EquipmentSettings.of(settings),
                data,
                new LinkSettings(
                        settings.servers(Setting.WORKER_SERVER),
                        settings.has(Setting.WORKER_TOKEN_FILE) ? settings.path(Setting.WORKER_TOKEN_FILE) : null),
                RunSettings.in(data)
                        .withGrace(settings.duration(Setting.WORKER_GRACE))
                        .withLimits(LimitSettings.of(settings)),
                settings.has(Setting.WORKER_PATTERNS_FILE) ? settings.path(Setting.WORKER_PATTERNS_FILE) : null,
                filesEvery(settings),
                settings.flag(Setting.WORKER_OUTBOX_SYNC),
                settings.flag(Setting.WORKER_DEBUG));
    }

    private static Duration filesEvery(Settings settings) {
        Duration every = settings.duration(Setting.WORKER_FILES_EVERY);
        if (every.compareTo(SHORTEST_EVERY) < 0 || every.compareTo(LONGEST_EVERY) > 0) {
            throw new BadSetting(
                    "worker.files.every is " + Amounts.text(every) + "; it has to be from 1s to 30s", null);
        }
        return every;
    }

    private static WorkerName name(Settings settings) {
        String name = settings.has(Setting.WORKER_NAME) ? settings.text(Setting.WORKER_NAME) : hostName();
        String problem = Names.IDENTIFIER.problemWith(name);
        if (!problem.isEmpty()) {
            throw new BadSetting("the worker's name '" + name + "' " + problem + "; choose one with --name", null);
        }
        return new WorkerName(name);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("\\..*", "");
        } catch (UnknownHostException e) {
            throw new BadSetting("this machine has no host name; give the worker one with --name", e);
        }
    }
}
