package org.puli.api.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Amounts;
import org.puli.api.spec.ExitCodes;
import org.puli.api.spec.ExitRule;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.LicenseFailure;
import org.puli.api.spec.StopRule;

/** Reads and writes what becomes of commands that do not end well. */
final class FailureGrammar {
    static final List<String> KEYS = List.of(
            "retryDelay",
            "retryBackoff",
            "retryDelayMax",
            "exitCodes",
            "licenseFailure",
            "minTime",
            "noProgress",
            "startWithin",
            "blocklistAfter",
            "memoryRetry");
    /** What only a whole job may say. */
    static final List<String> JOB_KEYS = List.of("stopAfterFailures", "stopAtFailureRate");

    private static final List<String> RULES = List.of("free", "fail", "defer", "skip", "done");
    private static final int MOST_BACKOFF = 100;
    private static final int MOST_FAILURES = 1_000_000;
    private static final int MOST_BLOCKING = 1_000;
    private static final Duration LONGEST = Duration.ofDays(365);

    private FailureGrammar() {}

    /** The policy; null when none of the keys is there. */
    static @Nullable FailurePolicy read(Map<String, Cursor> entries) {
        if (Stream.concat(KEYS.stream(), JOB_KEYS.stream()).noneMatch(entries::containsKey)) {
            return null;
        }
        return new FailurePolicy(
                duration(entries.get("retryDelay"), FailurePolicy.LONGEST_DELAY),
                backoff(entries.get("retryBackoff")),
                duration(entries.get("retryDelayMax"), FailurePolicy.LONGEST_DELAY),
                exitCodes(entries.get("exitCodes")),
                licenseFailure(entries.get("licenseFailure")),
                duration(entries.get("minTime"), LONGEST),
                duration(entries.get("noProgress"), LONGEST),
                duration(entries.get("startWithin"), LONGEST),
                whole(entries.get("blocklistAfter"), 0, MOST_BLOCKING),
                stop(entries),
                MemoryGrammar.retry(entries.get("memoryRetry")));
    }

    private static @Nullable Duration duration(@Nullable Cursor at, Duration most) {
        Duration duration = at == null ? null : at.parsed("a duration such as 30s, 10m or 2h", Amounts::duration);
        if (at != null && duration != null && duration.compareTo(most) > 0) {
            at.fault("is longer than " + Amounts.text(most) + ", which is the most");
        }
        return duration;
    }

    private static @Nullable Double backoff(@Nullable Cursor at) {
        if (at == null) {
            return null;
        }
        double factor = at.number(MOST_BACKOFF);
        if (factor < 1) {
            at.fault("a pause that shrinks is not meant: expected a factor from 1 to " + MOST_BACKOFF);
        }
        return factor;
    }

    private static @Nullable Integer whole(@Nullable Cursor at, int least, int most) {
        return at == null ? null : Integer.valueOf(at.whole(least, most));
    }

    private static @Nullable ExitCodes exitCodes(@Nullable Cursor at) {
        if (at == null) {
            return null;
        }
        Map<String, Cursor> entries = at.map(RULES, "a map such as {free: [99], fail: [2, 3]}");
        Map<Integer, String> named = new TreeMap<>();
        Map<String, List<Integer>> lists = new TreeMap<>();
        entries.forEach((rule, list) -> lists.put(rule, codes(list, rule, named)));
        return new ExitCodes(
                lists.getOrDefault("free", List.of()),
                lists.getOrDefault("fail", List.of()),
                lists.getOrDefault("defer", List.of()),
                lists.getOrDefault("skip", List.of()),
                lists.getOrDefault("done", List.of()));
    }

    private static List<Integer> codes(Cursor at, String rule, Map<Integer, String> named) {
        List<Cursor> items = at.isList() ? at.list("a list of exit codes", JobLimits.EXIT_CODES) : List.of(at);
        List<Integer> codes = new ArrayList<>();
        for (Cursor item : items) {
            int code = item.whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
            String before = named.put(code, rule);
            if (before != null) {
                item.fault("exit code " + code + " already stands under '" + before + "'");
            }
            codes.add(code);
        }
        return codes;
    }

    private static @Nullable LicenseFailure licenseFailure(@Nullable Cursor at) {
        if (at == null) {
            return null;
        }
        Map<String, Cursor> entries =
                at.map(List.of("exitCodes", "log"), "a map such as {exitCodes: [210], log: no license}");
        Cursor codes = entries.get("exitCodes");
        Cursor log = entries.get("log");
        return new LicenseFailure(
                codes == null ? null : codes(codes, "exitCodes", new TreeMap<>()),
                log == null ? null : LogPattern.read(log));
    }

    private static @Nullable StopRule stop(Map<String, Cursor> entries) {
        Cursor after = entries.get("stopAfterFailures");
        Cursor rate = entries.get("stopAtFailureRate");
        if (after == null && rate == null) {
            return null;
        }
        return new StopRule(whole(after, 1, MOST_FAILURES), rate == null ? null : Double.valueOf(rate.number(1)));
    }

    static void write(FailurePolicy policy, Map<String, Object> map) {
        JobWriter.putIf(map, "retryDelay", text(policy.retryDelay()));
        JobWriter.putIf(map, "retryBackoff", policy.retryBackoff());
        JobWriter.putIf(map, "retryDelayMax", text(policy.retryDelayMax()));
        ExitCodes codes = policy.exitCodes();
        if (codes != null) {
            Map<String, Object> lists = new LinkedHashMap<>();
            for (ExitRule rule : ExitRule.values()) {
                JobWriter.putIf(
                        lists,
                        rule.name().toLowerCase(Locale.ROOT),
                        codes.of(rule).isEmpty() ? null : codes.of(rule));
            }
            map.put("exitCodes", lists);
        }
        LicenseFailure license = policy.licenseFailure();
        if (license != null) {
            Map<String, Object> parts = new LinkedHashMap<>();
            JobWriter.putIf(parts, "exitCodes", license.exitCodes());
            JobWriter.putIf(parts, "log", license.log());
            map.put("licenseFailure", parts);
        }
        JobWriter.putIf(map, "minTime", text(policy.minTime()));
        JobWriter.putIf(map, "noProgress", text(policy.noProgress()));
        JobWriter.putIf(map, "startWithin", text(policy.startWithin()));
        JobWriter.putIf(map, "blocklistAfter", policy.blocklistAfter());
        JobWriter.putIf(map, "memoryRetry", MemoryGrammar.written(policy.memoryRetry()));
        StopRule stop = policy.stop();
        if (stop != null) {
            JobWriter.putIf(map, "stopAfterFailures", stop.afterFailures());
            JobWriter.putIf(map, "stopAtFailureRate", stop.atFailureRate());
        }
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : Amounts.text(duration);
    }
}
