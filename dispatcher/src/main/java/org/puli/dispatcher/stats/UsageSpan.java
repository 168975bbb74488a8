package org.puli.dispatcher.stats;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hours in a row, since 1970 in UTC, over which one query can add up: within one month where months are asked for,
 * between two changes of a zone's clocks where days are. An hour belongs to the day in which it begins.
 *
 * @param first the first hour
 * @param end the hour after the last one
 * @param shift hours by which the zone is ahead, rounded down
 * @param month when the month begins, milliseconds since 1970; null where months are not asked for
 */
record UsageSpan(long first, long end, int shift, @Nullable Long month) {
    private static final long HOUR_SECONDS = 3_600;

    /** The spans that make up some hours. */
    static List<UsageSpan> of(UsageBy time, ZoneId zone, long first, long end) {
        return switch (time) {
            case DAY -> days(zone, first, end);
            case MONTH -> months(zone, first, end);
            case HOUR, OWNER, POOL, PRODUCTION, JOB, STATUS -> List.of(new UsageSpan(first, end, 0, null));
        };
    }

    private static List<UsageSpan> days(ZoneId zone, long first, long end) {
        List<UsageSpan> spans = new ArrayList<>();
        for (long from = first; from < end; ) {
            Instant begin = Instant.ofEpochSecond(from * HOUR_SECONDS);
            ZoneOffsetTransition change = zone.getRules().nextTransition(begin);
            long to = change == null ? end : Math.min(end, hourFrom(change.toEpochSecond()));
            int ahead = zone.getRules().getOffset(begin).getTotalSeconds();
            spans.add(new UsageSpan(from, to, (int) Math.floorDiv(ahead, HOUR_SECONDS), null));
            from = to;
        }
        return spans;
    }

    private static List<UsageSpan> months(ZoneId zone, long first, long end) {
        List<UsageSpan> spans = new ArrayList<>();
        LocalDate month = Instant.ofEpochSecond(first * HOUR_SECONDS)
                .atZone(zone)
                .toLocalDate()
                .withDayOfMonth(1);
        for (long from = first; from < end; ) {
            ZonedDateTime begin = month.atStartOfDay(zone);
            month = month.plusMonths(1);
            long to = Math.min(end, hourFrom(month.atStartOfDay(zone).toEpochSecond()));
            spans.add(new UsageSpan(from, to, 0, begin.toInstant().toEpochMilli()));
            from = to;
        }
        return spans;
    }

    /** The first hour that begins then or later. */
    private static long hourFrom(long second) {
        return Math.ceilDiv(second, HOUR_SECONDS);
    }

    /** The hour in which a zone's day begins, of one that the zone's clocks call so. */
    static long dayBegin(ZoneId zone, long hour) {
        LocalDate day = Instant.ofEpochSecond(hour * HOUR_SECONDS).atZone(zone).toLocalDate();
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
