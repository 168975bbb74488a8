package org.puli.worker.availability;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;

/**
 * Wants no work outside some hours of the week.
 *
 * @param running what becomes of running commands when the hours end
 * @param clock the wall's
 * @param zone the machine's
 */
public record Schedule(WorkHours hours, OfRunning running, InstantSource clock, ZoneId zone) implements Willingness {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);

    @Override
    public @Nullable Availability now() {
        Instant now = clock.instant();
        if (hours.contains(now, zone)) {
            return null;
        }
        // The time does not change until it has come, so that the reason is the same at every look.
        String until = SHOWN.format(hours.nextBegin(now, zone).atZone(zone));
        String reason = "takes work again on " + until + " (its hours: " + hours + ")";
        return new Availability(
                Cause.OFF_HOURS, reason.substring(0, Math.min(reason.length(), Availability.LONGEST_REASON)), running);
    }
}
