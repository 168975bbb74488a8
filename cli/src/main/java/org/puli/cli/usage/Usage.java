package org.puli.cli.usage;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.FarmClient;
import org.puli.api.client.UsageQuery;
import org.puli.api.view.UsageView;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.LimitOption;
import org.puli.cli.shared.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adds up what was used. */
@Command(
        name = "usage",
        description = {
            "Adds up what ended attempts have used: core-hours, and how many were done, failed or lost.",
            "An attempt counts as a whole where it ended. What was used is known for longer than the attempts are.",
            "",
            "Examples:",
            "  puli usage --from 2026-11 --to 2026-11 --by production",
            "  puli usage --from 7d --by day,owner --output csv"
        })
public final class Usage implements Callable<Integer> {
    private static final double HOUR_MILLIS = 3_600_000;

    @Option(
            names = "--by",
            paramLabel = "WORDS",
            defaultValue = "owner",
            description = "What to tell apart, comma-separated: hour, day or month, and owner (or user), pool,"
                    + " production, job, status; the default is owner. job is the jobs' name.")
    private String by = "owner";

    @Option(
            names = "--from",
            paramLabel = "WHEN",
            description = "Only from then on: 2026-11-01, 2026-11, 2026-11-01T18:00, or 7d for seven days ago.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "WHEN", description = "Only until then; a day or month is counted to its end.")
    private @Nullable String to;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Whose days these are, such as Europe/Paris or UTC; the default is this machine's zone.")
    private @Nullable String zone;

    @Option(names = "--owner", paramLabel = "NAME", description = "Only of this owner's jobs.")
    private @Nullable String owner;

    @Option(names = "--pool", paramLabel = "POOL", description = "Only of this pool's jobs.")
    private @Nullable String pool;

    @Option(
            names = "--production",
            paramLabel = "NAME",
            description = "Only of jobs whose tag prod, or production, is this.")
    private @Nullable String production;

    @Option(names = "--job", paramLabel = "NAME", description = "Only of jobs of this name.")
    private @Nullable String job;

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        ZoneId days = UsageTime.zone(zone);
        long begin = UsageTime.begin("--from", from, days);
        long end = UsageTime.end("--to", to, days);
        UsageQuery query = new UsageQuery(by, begin, end, days.getId(), owner, pool, production, job);
        try (FarmClient client = farm.open()) {
            List<UsageView> lines = limit.of((offset, most) -> client.usage(query, offset, most));
            output.list(lines, columns(lines, days));
        }
        return ExitCodes.DONE;
    }

    /** Only what was asked to be told apart; without any line nobody sees which columns there are not. */
    private static Columns<UsageView> columns(List<UsageView> lines, ZoneId days) {
        UsageView first = lines.isEmpty() ? null : lines.getFirst();
        Columns<UsageView> columns = new Columns<>();
        if (first != null && first.at() != null) {
            columns.text("FROM", "", line -> UsageTime.shown(line.at(), days))
                    .raw("at", line -> UsageTime.iso(line.at(), days));
        }
        names(columns, first);
        columns.number("ATTEMPTS", "attempts", UsageView::attempts)
                .number("DONE", "done", UsageView::done)
                .number("FAILED", "failed", UsageView::failed)
                .number("LOST", "lost", UsageView::lost)
                .number("OTHERS", "others", UsageView::others);
        hours(columns, "CORE-HOURS", "coreHours", UsageView::coreMillis);
        hours(columns, "WASTED", "wastedCoreHours", UsageView::wastedCoreMillis);
        hours(columns, "HOURS", "hours", UsageView::wallMillis);
        hours(columns, "CPU-HOURS", "cpuHours", UsageView::cpuMillis);
        return columns;
    }

    /** People want to see how much it is about, programs add it up. */
    private static void hours(Columns<UsageView> columns, String title, String key, ToLongFunction<UsageView> millis) {
        columns.shown(title, line -> String.format(Locale.ROOT, "%.2f", millis.applyAsLong(line) / HOUR_MILLIS))
                .raw(key, line -> String.format(Locale.ROOT, "%.6f", millis.applyAsLong(line) / HOUR_MILLIS));
    }

    private static void names(Columns<UsageView> columns, @Nullable UsageView first) {
        if (first == null || first.owner() != null) {
            columns.wide("OWNER", "owner", UsageView::owner);
        }
        if (first != null && first.pool() != null) {
            columns.wide("POOL", "pool", UsageView::pool);
        }
        if (first != null && first.production() != null) {
            columns.wide("PRODUCTION", "production", UsageView::production);
        }
        if (first != null && first.job() != null) {
            columns.wide("JOB", "job", UsageView::job);
        }
        if (first != null && first.status() != null) {
            columns.status(UsageView::status);
        }
    }
}
