package org.puli.dispatcher.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.Page;
import org.puli.api.view.UsageView;

/**
 * Adds up what ended attempts have used. The newest batches are counted with all others: both tables are read by one
 * statement, so that what moves from one to the other meanwhile counts once. Safe on every thread.
 */
public final class UsageQueries {
    /** So many sums are kept in memory for one answer at most. */
    static final int MOST_SUMS = 100_000;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final String BOUNDS =
            "SELECT min(hour), max(hour) FROM usage_hour" + " UNION ALL SELECT min(hour), max(hour) FROM usage_tray";

    private final SqlReader reader;

    /** Queries through this reader; without a database nothing is found. */
    public UsageQueries(SqlReader reader) {
        this.reader = reader;
    }

    /**
     * What to add up, and which part of the lines to give; what is null does not matter.
     *
     * @param by what to tell apart; at most one of the times
     * @param zone whose days and months are meant
     * @param from only what ended in the hour of this time or later, milliseconds since 1970; 0 for all
     * @param to only what ended in hours before this time; 0 for all
     * @param offset how many lines to leave out, from 0
     * @param limit how many at most
     */
    public record Wanted(
            Set<UsageBy> by,
            ZoneId zone,
            long from,
            long to,
            @Nullable String owner,
            @Nullable String pool,
            @Nullable String production,
            @Nullable String job,
            long offset,
            int limit) {
        /** Copies the set. */
        public Wanted {
            by = by.isEmpty() ? EnumSet.noneOf(UsageBy.class) : EnumSet.copyOf(by);
        }

        private UsageBy time() {
            return by.stream().filter(UsageBy::isTime).findFirst().orElse(UsageBy.HOUR);
        }

        private boolean hasTime() {
            return by.stream().anyMatch(UsageBy::isTime);
        }
    }

    /** There are more sums than can be told apart in one answer. */
    public static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("there are more than " + MOST_SUMS + " sums to tell apart; ask for a shorter time, or by less");
        }
    }

    /**
     * A part of the lines: by time, and within that what used most first.
     *
     * @throws TooMuch when there are more than can be added up
     * @throws HistoryUnreadable when the database cannot be read
     */
    public Page<UsageView> page(Wanted wanted) throws InterruptedException {
        UsageSums sums = reader.read(connection -> read(connection, wanted), new UsageSums());
        if (sums.isTooMany()) {
            throw new TooMuch();
        }
        return sums.page(wanted.offset(), wanted.limit());
    }

    private static UsageSums read(Connection connection, Wanted wanted) throws SQLException {
        UsageSums sums = new UsageSums();
        long first = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        try (PreparedStatement statement = connection.prepareStatement(BOUNDS);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                long least = result.getLong(1);
                if (!result.wasNull()) {
                    first = Math.min(first, least);
                    end = Math.max(end, result.getLong(2) + 1);
                }
            }
        }
        first = Math.max(first, Math.floorDiv(wanted.from(), HOUR_MILLIS));
        end = wanted.to() == 0 ? end : Math.min(end, Math.ceilDiv(wanted.to(), HOUR_MILLIS));
        if (first < end) {
            for (UsageSpan span : UsageSpan.of(wanted.time(), wanted.zone(), first, end)) {
                read(connection, wanted, span, sums);
            }
        }
        return sums;
    }

    private static void read(Connection connection, Wanted wanted, UsageSpan span, UsageSums sums) throws SQLException {
        Map<String, String> filters = filters(wanted);
        String sql = sum("usage_hour", wanted, span, filters.keySet()) + " UNION ALL "
                + sum("usage_tray", wanted, span, filters.keySet()) + " LIMIT " + (MOST_SUMS + 1);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int place = 0;
            for (int table = 0; table < 2; table++) {
                statement.setLong(++place, span.first());
                statement.setLong(++place, span.end());
                for (String value : filters.values()) {
                    statement.setString(++place, value);
                }
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next() && !sums.isTooMany()) {
                    sums.add(kind(result, wanted, span), amounts(result));
                }
            }
        }
    }

    private static Map<String, String> filters(Wanted wanted) {
        Map<String, String> filters = new TreeMap<>();
        put(filters, UsageBy.OWNER, wanted.owner());
        put(filters, UsageBy.POOL, wanted.pool());
        put(filters, UsageBy.PRODUCTION, wanted.production());
        put(filters, UsageBy.JOB, wanted.job());
        return filters;
    }

    private static void put(Map<String, String> filters, UsageBy what, @Nullable String value) {
        if (value != null) {
            filters.put(what.column(), value);
        }
    }

    private static String sum(String table, Wanted wanted, UsageSpan span, Set<String> filters) {
        List<String> groups = new ArrayList<>(List.of("outcome"));
        wanted.by().stream().filter(by -> !by.isTime() && by != UsageBy.STATUS).forEach(by -> groups.add(by.column()));
        List<String> columns = new ArrayList<>(groups);
        String time = time(wanted, span);
        if (!time.isEmpty()) {
            groups.add(time);
            columns.add(time + " AS begun");
        }
        return "SELECT " + String.join(", ", columns)
                + ", sum(attempts) AS attempts, sum(wall_millis) AS wall_millis, sum(core_millis) AS core_millis,"
                + " sum(cpu_millis) AS cpu_millis FROM " + table + " WHERE hour >= ? AND hour < ?"
                + filters.stream().map(column -> " AND " + column + " = ?").collect(Collectors.joining())
                + " GROUP BY " + String.join(", ", groups);
    }

    /** What stands for the hour or the day in a query; nothing where all of it is in one. */
    private static String time(Wanted wanted, UsageSpan span) {
        if (!wanted.hasTime() || wanted.time() == UsageBy.MONTH) {
            return "";
        }
        return wanted.time() == UsageBy.HOUR ? "hour" : "hour - (hour + " + span.shift() + ") % 24";
    }

    private static UsageSums.Kind kind(ResultSet result, Wanted wanted, UsageSpan span) throws SQLException {
        return new UsageSums.Kind(
                at(result, wanted, span),
                name(result, wanted, UsageBy.OWNER),
                name(result, wanted, UsageBy.POOL),
                name(result, wanted, UsageBy.PRODUCTION),
                name(result, wanted, UsageBy.JOB),
                name(result, wanted, UsageBy.STATUS));
    }

    private static @Nullable String name(ResultSet result, Wanted wanted, UsageBy what) throws SQLException {
        return wanted.by().contains(what) ? result.getString(what.column()) : null;
    }

    /** Both parts of a day in which clocks were set belong to the same one. */
    private static @Nullable Long at(ResultSet result, Wanted wanted, UsageSpan span) throws SQLException {
        if (!wanted.hasTime() || span.month() != null) {
            return span.month();
        }
        long begun = result.getLong("begun");
        return wanted.time() == UsageBy.HOUR
                ? Long.valueOf(begun * HOUR_MILLIS)
                : Long.valueOf(UsageSpan.dayBegin(wanted.zone(), Math.max(begun, span.first())));
    }

    private static UsageSums.Amounts amounts(ResultSet result) throws SQLException {
        return new UsageSums.Amounts(
                result.getString("outcome"),
                result.getLong("attempts"),
                result.getLong("wall_millis"),
                result.getLong("core_millis"),
                result.getLong("cpu_millis"));
    }
}
