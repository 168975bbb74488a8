package org.puli.worker;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.sync.Availability.OfRunning;

/**
 * How somebody at the machine is noticed.
 *
 * @param signs what is looked at; at least one
 * @param idle how long after the last sign the machine counts as unused
 * @param cores how many cores others may use, for {@link Sign#CPU}
 * @param running what becomes of running commands when somebody comes
 */
public record PresenceSettings(Set<Sign> signs, Duration idle, double cores, OfRunning running) {
    /** What can be looked at. */
    public enum Sign {
        /** Sessions as systemd-logind knows them. */
        LOGIND,
        /** An X server's idle time. */
        X,
        /** Processor time of programs that are not the worker's. */
        CPU
    }

    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(10);
    private static final Duration LONGEST_IDLE = Duration.ofHours(24);

    static PresenceSettings of(Settings settings) {
        Duration idle = settings.duration(Setting.WORKER_PRESENCE_IDLE);
        if (idle.compareTo(SHORTEST_IDLE) < 0 || idle.compareTo(LONGEST_IDLE) > 0) {
            throw AvailabilitySettings.bad(settings, Setting.WORKER_PRESENCE_IDLE, "a time from 10s to 24h", null);
        }
        String cores = settings.text(Setting.WORKER_PRESENCE_CPU);
        if (!cores.matches("\\d{1,4}(\\.\\d{1,3})?")) {
            throw AvailabilitySettings.bad(
                    settings, Setting.WORKER_PRESENCE_CPU, "a number of cores such as 0.5 or 2", null);
        }
        return new PresenceSettings(
                signs(settings),
                idle,
                Double.parseDouble(cores),
                AvailabilitySettings.running(settings, Setting.WORKER_PRESENCE_RUNNING));
    }

    private static Set<Sign> signs(Settings settings) {
        try {
            return Arrays.stream(settings.text(Setting.WORKER_PRESENCE).split(",", -1))
                    .map(word -> Sign.valueOf(word.strip().toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Sign.class)));
        } catch (IllegalArgumentException e) {
            throw AvailabilitySettings.bad(
                    settings, Setting.WORKER_PRESENCE, "some of logind, x and cpu with commas between", e);
        }
    }
}
