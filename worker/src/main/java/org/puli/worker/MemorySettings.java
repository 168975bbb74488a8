package org.puli.worker;

import java.time.Duration;
import java.util.Locale;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.spec.MemoryPolicy;
import org.puli.worker.memory.MachineMemory;
import org.puli.worker.memory.MemoryRules;

/** Reads what a worker does about memory. Stateless. */
final class MemorySettings {
    private MemorySettings() {}

    /**
     * Takes the settings' values.
     *
     * @throws org.puli.api.config.BadSetting when one cannot be used
     */
    static MemoryRules of(Settings settings) {
        Duration time = settings.duration(Setting.WORKER_MEMORY_TIME);
        if (time.compareTo(MemoryRules.LONGEST_TIME) > 0) {
            throw AvailabilitySettings.bad(settings, Setting.WORKER_MEMORY_TIME, "a time from 0s to 10m", null);
        }
        return new MemoryRules(
                policy(settings),
                settings.number(Setting.WORKER_MEMORY_MARGIN, 0, MemoryRules.MOST_MARGIN),
                time,
                reserve(settings));
    }

    private static MemoryPolicy policy(Settings settings) {
        return switch (settings.text(Setting.WORKER_MEMORY_POLICY).toLowerCase(Locale.ROOT)) {
            case "off" -> MemoryPolicy.OFF;
            case "warn" -> MemoryPolicy.WARN;
            case "kill" -> MemoryPolicy.KILL;
            default ->
                throw AvailabilitySettings.bad(settings, Setting.WORKER_MEMORY_POLICY, "off, warn or kill", null);
        };
    }

    private static long reserve(Settings settings) {
        return settings.has(Setting.WORKER_MEMORY_RESERVE)
                ? settings.bytes(Setting.WORKER_MEMORY_RESERVE)
                : MemoryRules.usualReserve(Math.max(0, new MachineMemory().totalBytes()));
    }

    /** Where commands get control groups. */
    static String cgroup(Settings settings) {
        String text = settings.text(Setting.WORKER_CGROUP);
        if (text.equals("auto") || text.equals("off") || text.startsWith("/")) {
            return text;
        }
        throw AvailabilitySettings.bad(
                settings, Setting.WORKER_CGROUP, "auto, off, or an absolute path such as /sys/fs/cgroup/puli", null);
    }
}
