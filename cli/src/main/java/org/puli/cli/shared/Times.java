package org.puli.cli.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Amounts;

/** Times and durations for people. Stateless. */
public final class Times {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int SHORT_SECONDS = 10;

    private Times() {}

    /** A point in time where the reader is; empty for none. */
    public static String local(@Nullable Long epochMillis) {
        return epochMillis == null
                ? ""
                : FULL.format(Instant.ofEpochMilli(epochMillis).atZone(ZoneId.systemDefault()));
    }

    /** A point in time for programs; empty for none. */
    public static String iso(@Nullable Long epochMillis) {
        return epochMillis == null ? "" : Instant.ofEpochMilli(epochMillis).toString();
    }

    /** How long ago something was: {@code 5m}; empty for never. */
    public static String ago(@Nullable Long epochMillis) {
        return epochMillis == null ? "" : text(Duration.ofMillis(Math.max(0, now() - epochMillis)));
    }

    /** How far ahead something is, in parentheses; empty for what is over. */
    public static String ahead(long epochMillis) {
        long millis = epochMillis - now();
        return millis <= 0 ? "" : " (in " + text(Duration.ofMillis(millis)) + ")";
    }

    /** From a start to an end, or to now; empty without a start. */
    public static String between(@Nullable Long start, @Nullable Long end) {
        if (start == null) {
            return "";
        }
        return text(Duration.ofMillis(Math.max(0, (end == null ? now() : end) - start)));
    }

    /** A duration in at most two units: {@code 4.2s}, {@code 48s}, {@code 3m 20s}, {@code 2h 05m}, {@code 3d 4h}. */
    public static String text(Duration duration) {
        if (duration.toSeconds() < SHORT_SECONDS) {
            return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
        }
        if (duration.toMinutes() < 1) {
            return duration.toSeconds() + "s";
        }
        if (duration.toHours() < 1) {
            return String.format(Locale.ROOT, "%dm %02ds", duration.toMinutes(), duration.toSecondsPart());
        }
        if (duration.toDays() < 1) {
            return String.format(Locale.ROOT, "%dh %02dm", duration.toHours(), duration.toMinutesPart());
        }
        return duration.toDays() + "d " + duration.toHoursPart() + "h";
    }

    /** The point in time that is so long ago, in milliseconds since 1970. */
    public static long before(Duration age) {
        return now() - age.toMillis();
    }

    /**
     * The point in time that an option means by how long ago it is; 0 where it is not given.
     *
     * @throws BadInput when that is no duration
     */
    public static long ago(String option, @Nullable String age) {
        if (age == null) {
            return 0;
        }
        try {
            return before(Amounts.duration(age));
        } catch (IllegalArgumentException e) {
            throw new BadInput(option + ": " + e.getMessage());
        }
    }

    private static long now() {
        return System.currentTimeMillis();
    }
}
