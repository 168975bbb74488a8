package org.puli.dispatcher.stats;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.puli.api.config.Suggestion;

/** What usage can be told apart by. */
public enum UsageBy {
    /** Hours of the clock in UTC. */
    HOUR(""),
    /** Days of a time zone. */
    DAY(""),
    /** Months of a time zone. */
    MONTH(""),
    /** Whose job it was. */
    OWNER("owner"),
    /** The job's pool. */
    POOL("pool"),
    /** The production that the job's tags name. */
    PRODUCTION("production"),
    /** The job's name. */
    JOB("job_name"),
    /** How the attempt ended. */
    STATUS("outcome");

    private static final Set<UsageBy> TIMES = EnumSet.of(HOUR, DAY, MONTH);
    private static final List<String> WORDS =
            Stream.of(values()).map(UsageBy::word).toList();

    private final String column;

    UsageBy(String column) {
        this.column = column;
    }

    /** The column of the tables; empty for times, which are computed. */
    String column() {
        return column;
    }

    boolean isTime() {
        return TIMES.contains(this);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads words with commas between, as in {@code day,owner}.
     *
     * @throws IllegalArgumentException when that is not possible; its message ends a sentence that begins with
     *     where the words stand
     */
    public static Set<UsageBy> parse(String words) {
        Set<UsageBy> all = EnumSet.noneOf(UsageBy.class);
        for (String word : words.split(",", -1)) {
            // Who uses a farm is who owns the jobs, whatever one calls them.
            String known = word.strip().equals("user") ? "owner" : word.strip();
            if (!WORDS.contains(known)) {
                throw new IllegalArgumentException("has '" + word.strip() + "'" + Suggestion.hint(known, WORDS)
                        + " (there are: " + String.join(", ", WORDS) + ")");
            }
            if (!all.add(valueOf(known.toUpperCase(Locale.ROOT)))) {
                throw new IllegalArgumentException("has '" + known + "' twice");
            }
        }
        if (all.stream().filter(UsageBy::isTime).count() > 1) {
            throw new IllegalArgumentException("has more than one of hour, day and month");
        }
        return all;
    }
}
