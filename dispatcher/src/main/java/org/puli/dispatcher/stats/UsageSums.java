package org.puli.dispatcher.stats;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.Page;
import org.puli.api.view.UsageView;

/** Adds up what the database found, one line for each kind that is told apart. Lives for one question. */
final class UsageSums {
    private static final Comparator<@Nullable String> NAMES = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<UsageView> ORDER = Comparator.comparing(
                    UsageView::at, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
            .thenComparing(Comparator.comparingLong(UsageView::coreMillis).reversed())
            .thenComparing(Comparator.comparingLong(UsageView::attempts).reversed())
            .thenComparing(UsageView::owner, NAMES)
            .thenComparing(UsageView::pool, NAMES)
            .thenComparing(UsageView::production, NAMES)
            .thenComparing(UsageView::job, NAMES)
            .thenComparing(UsageView::status, NAMES);

    private final Map<Kind, UsageView> lines = new HashMap<>();
    private int count;

    /** What is told apart; null where it is not. */
    record Kind(
            @Nullable Long at,
            @Nullable String owner,
            @Nullable String pool,
            @Nullable String production,
            @Nullable String job,
            @Nullable String status) {}

    /** Sums of attempts that ended alike. */
    record Amounts(String outcome, long attempts, long wallMillis, long coreMillis, long cpuMillis) {
        private long of(String... outcomes) {
            return List.of(outcomes).contains(outcome) ? attempts : 0;
        }

        private UsageView view(Kind kind) {
            boolean counts = outcome.equals("DONE") || outcome.equals("SKIPPED");
            return new UsageView(
                    kind.at(),
                    kind.owner(),
                    kind.pool(),
                    kind.production(),
                    kind.job(),
                    kind.status(),
                    attempts,
                    of("DONE"),
                    of("FAILED", "OVER_MEMORY"),
                    of("LOST"),
                    of("RETURNED", "SKIPPED", "CANCELED", "PREEMPTED"),
                    wallMillis,
                    coreMillis,
                    counts ? 0 : coreMillis,
                    cpuMillis);
        }
    }

    /** Whether more was found than is kept for one answer; then not all of it was looked at. */
    boolean isTooMany() {
        return count > UsageQueries.MOST_SUMS;
    }

    void add(Kind kind, Amounts amounts) {
        count++;
        lines.merge(kind, amounts.view(kind), UsageSums::sum);
    }

    private static UsageView sum(UsageView one, UsageView other) {
        return new UsageView(
                one.at(),
                one.owner(),
                one.pool(),
                one.production(),
                one.job(),
                one.status(),
                one.attempts() + other.attempts(),
                one.done() + other.done(),
                one.failed() + other.failed(),
                one.lost() + other.lost(),
                one.others() + other.others(),
                one.wallMillis() + other.wallMillis(),
                one.coreMillis() + other.coreMillis(),
                one.wastedCoreMillis() + other.wastedCoreMillis(),
                one.cpuMillis() + other.cpuMillis());
    }

    /** A part of the lines: by time, and within that what used most first. */
    Page<UsageView> page(long offset, int limit) {
        List<UsageView> part =
                lines.values().stream().sorted(ORDER).skip(offset).limit(limit).toList();
        return new Page<>(part, lines.size(), offset);
    }
}
