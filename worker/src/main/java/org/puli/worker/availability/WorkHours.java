package org.puli.worker.availability;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days and hours of a week, by what the clock on the wall shows. A span that ends at or before its beginning goes on
 * into the next day and belongs to the day on which it begins: {@code Fri 19:00-08:00} ends on Saturday. Where the
 * clock is put forward, a time that it never shows comes with the next one that it does; where it is put back, what it
 * shows twice is inside or outside both times. A value; safe on every thread.
 */
public final class WorkHours {
    /** Longest text that is read, in characters. */
    static final int LONGEST = 500;

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern SPAN =
            Pattern.compile("(?:([a-z]{3})(?:-([a-z]{3}))?)?\\s*(?:(\\d{1,2}):(\\d{2})\\s*-\\s*(\\d{1,2}):(\\d{2}))?");
    private static final int WEEK = 7;

    /** From a time of each of these days; to a time of the same day, or of the next where it is not later. */
    private record Span(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        boolean covers(LocalDateTime at) {
            LocalTime time = at.toLocalTime();
            boolean isToday = days.contains(at.getDayOfWeek());
            if (from.isBefore(to)) {
                return isToday && !time.isBefore(from) && time.isBefore(to);
            }
            boolean isLeftOver = days.contains(at.getDayOfWeek().minus(1)) && time.isBefore(to);
            return (isToday && !time.isBefore(from)) || isLeftOver;
        }
    }

    private final String text;
    private final List<Span> spans;

    private WorkHours(String text, List<Span> spans) {
        this.text = text;
        this.spans = spans;
    }

    /**
     * Reads spans with commas between: a day or a range of days or none for every day, a range of hours or none for the
     * whole day.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static WorkHours parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("at most " + LONGEST + " characters");
        }
        List<Span> spans = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            spans.add(span(part.strip()));
        }
        return new WorkHours(text.strip(), List.copyOf(spans));
    }

    private static Span span(String part) {
        Matcher matcher = SPAN.matcher(part.toLowerCase(Locale.ROOT));
        if (part.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "days and hours such as 'Mon-Fri 19:00-08:00, Sat-Sun', and not '" + part + "' among them");
        }
        Set<DayOfWeek> days = days(part, matcher.group(1), matcher.group(2));
        if (matcher.group(3) == null) {
            return new Span(days, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
        }
        LocalTime from = time(part, matcher.group(3), matcher.group(4), false);
        LocalTime to = time(part, matcher.group(5), matcher.group(6), true);
        if (from.equals(to) && !from.equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException("hours that end at another time than they begin, and not '" + part
                    + "'; for a whole day leave the hours out");
        }
        return new Span(days, from, to);
    }

    private static Set<DayOfWeek> days(String part, @Nullable String first, @Nullable String last) {
        if (first == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        DayOfWeek from = day(part, first);
        DayOfWeek to = last == null ? from : day(part, last);
        Set<DayOfWeek> days = EnumSet.of(from);
        for (DayOfWeek day = from; day != to; day = day.plus(1)) {
            days.add(day.plus(1));
        }
        return days;
    }

    private static DayOfWeek day(String part, String name) {
        int index = DAYS.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "days called Mon, Tue, Wed, Thu, Fri, Sat or Sun, and not '" + name + "' in '" + part + "'");
        }
        return DayOfWeek.of(index + 1);
    }

    private static LocalTime time(String part, String hours, String minutes, boolean isEnd) {
        int hour = Integer.parseInt(hours);
        int minute = Integer.parseInt(minutes);
        if (isEnd && hour == 24 && minute == 0) {
            return LocalTime.MIDNIGHT;
        }
        if (hour > 23 || minute > 59) {
            throw new IllegalArgumentException("times from 00:00 to 23:59, or 24:00 as an end, and not '" + hours + ":"
                    + minutes + "' in '" + part + "'");
        }
        return LocalTime.of(hour, minute);
    }

    /** Whether this moment is inside. */
    public boolean contains(Instant at, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        return spans.stream().anyMatch(span -> span.covers(local));
    }

    /** When the next span begins after a moment that is outside. */
    public Instant nextBegin(Instant after, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(after, zone);
        Instant next = Instant.MAX;
        // One day more than a week: today's span may be over already.
        for (int i = 0; i <= WEEK; i++) {
            LocalDate day = today.plusDays(i);
            for (Span span : spans) {
                if (span.days().contains(day.getDayOfWeek())) {
                    Instant begin = moment(day.atTime(span.from()), zone);
                    next = begin.isAfter(after) && begin.isBefore(next) ? begin : next;
                }
            }
        }
        return next;
    }

    /** When the clock on the wall first shows a time, or the next one that it does show. */
    private static Instant moment(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition jump = zone.getRules().getTransition(local);
        return jump != null && jump.isGap()
                ? jump.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
