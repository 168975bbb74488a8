package org.puli.cli.usage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Amounts;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.Times;

/** Moments as people write them: days and months of a zone, or how long ago. Stateless. */
final class UsageTime {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private UsageTime() {}

    static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new BadInput("--zone: '" + name + "' is no time zone such as Europe/Paris or UTC");
        }
    }

    /** When it begins; 0 where nothing is said. */
    static long begin(String option, @Nullable String text, ZoneId zone) {
        return text == null ? 0 : moment(option, text, zone, 0);
    }

    /** When it is over, a day or month included; 0 where nothing is said. */
    static long end(String option, @Nullable String text, ZoneId zone) {
        return text == null ? 0 : moment(option, text, zone, 1);
    }

    private static long moment(String option, String text, ZoneId zone, int units) {
        try {
            if (text.matches("\\d{4}-\\d{2}")) {
                LocalDate month = YearMonth.parse(text).plusMonths(units).atDay(1);
                return month.atStartOfDay(zone).toInstant().toEpochMilli();
            }
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                LocalDate day = LocalDate.parse(text).plusDays(units);
                return day.atStartOfDay(zone).toInstant().toEpochMilli();
            }
            if (text.contains("T")) {
                return LocalDateTime.parse(text).atZone(zone).toInstant().toEpochMilli();
            }
            return Times.before(Amounts.duration(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new BadInput(option + ": '" + text
                    + "' is no day such as 2026-11-01, month such as 2026-11, time such as 2026-11-01T18:00,"
                    + " nor an age such as 7d");
        }
    }

    /** For people, in the zone whose days they asked for. */
    static String shown(@Nullable Long at, ZoneId zone) {
        String whole = at == null ? "" : SHOWN.format(Instant.ofEpochMilli(at).atZone(zone));
        return whole.endsWith(" 00:00") ? whole.substring(0, whole.indexOf(' ')) : whole;
    }

    /** For programs. */
    static String iso(@Nullable Long at, ZoneId zone) {
        return at == null
                ? ""
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        Instant.ofEpochMilli(at).atZone(zone));
    }
}
