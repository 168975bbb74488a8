package org.puli.worker;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Amounts;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.sync.Equipment;
import org.puli.worker.availability.WorkHours;

/**
 * When a worker's machine is put to sleep.
 *
 * @param idleAfter how long nothing runs before; zero for only when it is asked
 * @param hours when it may sleep by itself; null for always
 * @param command what puts it to sleep
 * @param addresses by which it is woken; at least one
 */
public record PowerSettings(
        Duration idleAfter, @Nullable WorkHours hours, List<String> command, List<String> addresses) {
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /**
     * Takes the settings' values; null for a machine that is never put to sleep.
     *
     * @throws BadSetting when one cannot be used
     */
    static @Nullable PowerSettings of(Settings settings) {
        if (!settings.has(Setting.WORKER_POWER_IDLE_AFTER)) {
            return null;
        }
        Duration idle = settings.duration(Setting.WORKER_POWER_IDLE_AFTER);
        if (!idle.isZero() && (idle.compareTo(SHORTEST) < 0 || idle.compareTo(LONGEST) > 0)) {
            throw new BadSetting(
                    "worker.power.idleAfter is " + Amounts.text(idle) + "; it has to be 0s, or from 1s to 30 days",
                    null);
        }
        List<String> command = Stream.of(
                        settings.text(Setting.WORKER_POWER_COMMAND).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (command.isEmpty()) {
            throw new BadSetting("worker.power.command is empty; expected systemctl suspend, for example", null);
        }
        return new PowerSettings(idle, hours(settings), command, addresses(settings));
    }

    private static @Nullable WorkHours hours(Settings settings) {
        try {
            return settings.has(Setting.WORKER_POWER_HOURS)
                    ? WorkHours.parse(settings.text(Setting.WORKER_POWER_HOURS))
                    : null;
        } catch (IllegalArgumentException e) {
            throw AvailabilitySettings.bad(settings, Setting.WORKER_POWER_HOURS, e.getMessage(), e);
        }
    }

    private static List<String> addresses(Settings settings) {
        if (!settings.has(Setting.WORKER_POWER_ADDRESSES)) {
            List<String> own = NetworkCards.ofThisMachine().addresses();
            if (own.isEmpty()) {
                throw new BadSetting(
                        "worker.power.idleAfter is set, and this machine has no network card by which it could be"
                                + " woken; leave it out, or set worker.power.addresses",
                        null);
            }
            return own;
        }
        List<String> addresses = Stream.of(
                        settings.text(Setting.WORKER_POWER_ADDRESSES).split(",", -1))
                .map(part -> part.strip().toLowerCase(Locale.ROOT))
                .toList();
        boolean isSound = addresses.size() <= Equipment.MOST_ADDRESSES
                && addresses.stream().allMatch(address -> address.matches(NetworkCards.ADDRESS));
        if (!isSound) {
            throw new BadSetting(
                    "worker.power.addresses is '" + settings.text(Setting.WORKER_POWER_ADDRESSES) + "'; expected up to "
                            + Equipment.MOST_ADDRESSES + " addresses such as 52:54:00:12:34:56",
                    null);
        }
        return addresses;
    }
}
