package org.puli.api.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.Names;
import org.puli.api.config.Amounts;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.By;
import org.puli.api.spec.Dependency.Outcome;

/** Reads and writes one thing that is waited for: other work, a time or a file. Stateless. */
final class AfterGrammar {
    static final int MOST_OFFSET = 9_999_999;
    private static final Duration MOST_DELAY = Duration.ofDays(366);
    private static final int MOST_JOB = 1_000_000_000;
    private static final List<String> KEYS = List.of("task", "job", "outcome", "by", "offset", "time", "delay", "file");
    private static final List<String> OF_TIME = List.of("time", "delay");
    private static final String FORM = "the name of a task, or a map such as {task: render, outcome: any}, {job: 41},"
            + " {time: 2026-12-24T18:00:00Z}, {delay: 2h} or {file: /shots/sim.0100.bgeo}";

    private AfterGrammar() {}

    static Dependency read(Cursor at) {
        if (!at.isMap()) {
            return Dependency.on(name(at), Outcome.DONE);
        }
        Map<String, Cursor> entries = at.map(KEYS, FORM);
        Cursor file = entries.get("file");
        if (file != null) {
            return file(at, file, entries.size() == 1);
        }
        return OF_TIME.stream().anyMatch(entries::containsKey) ? time(at, entries) : end(at, entries);
    }

    private static Dependency file(Cursor at, Cursor file, boolean isAlone) {
        if (!isAlone) {
            at.fault("has 'file' alone; write what else is waited for as another entry of the list");
        }
        String path = file.parsed("an absolute path such as /shots/sim.0100.bgeo", AfterGrammar::path);
        return new Dependency.File(path == null ? "" : path);
    }

    private static String path(String text) {
        if (!SettingsGrammar.isAbsolute(text)) {
            throw new IllegalArgumentException("'" + DocumentNode.shortened(text)
                    + "' is not absolute; write a path such as /shots/sim.0100.bgeo, which workers look for");
        }
        if (text.length() > JobLimits.PATH) {
            throw new IllegalArgumentException(
                    "has " + text.length() + " characters; at most " + JobLimits.PATH + " are allowed");
        }
        return text;
    }

    private static Dependency time(Cursor at, Map<String, Cursor> entries) {
        if (entries.size() > 1) {
            at.fault("has 'time' or 'delay' alone; write what else is waited for as another entry of the list");
        }
        Cursor time = entries.get("time");
        Cursor delay = entries.get("delay");
        return new Dependency.Time(
                time == null ? null : time.parsed("a time such as 2026-12-24T18:00:00+01:00", AfterGrammar::instant),
                delay == null ? null : delay.parsed("a duration such as 90s, 5m or 2h", AfterGrammar::delay));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time; write 2026-12-24T18:00:00+01:00, or Z for UTC in place of +01:00",
                    e);
        }
    }

    private static Duration delay(String text) {
        Duration delay = Amounts.duration(text);
        if (delay.compareTo(MOST_DELAY) > 0) {
            throw new IllegalArgumentException("'" + text + "' is too long; at most 8784h (366 days) are allowed");
        }
        return delay;
    }

    private static Dependency end(Cursor at, Map<String, Cursor> entries) {
        if (!entries.containsKey("task") && !entries.containsKey("job")) {
            at.fault("needs 'task' (the name of a task or group), 'job' (a job's number), 'time', 'delay' or 'file'");
        }
        By by = entries.containsKey("by") ? word(entries.get("by"), By.values()) : null;
        Integer offset = entries.containsKey("offset")
                ? Integer.valueOf(entries.get("offset").whole(-MOST_OFFSET, MOST_OFFSET))
                : null;
        Cursor byAt = entries.get("by");
        if (byAt != null && by != null && !entries.containsKey("task")) {
            byAt.fault("goes with 'task': command by command waits one task for another");
        }
        Cursor offsetAt = entries.get("offset");
        if (offsetAt != null && offset != null && by == null) {
            offsetAt.fault("goes with 'by: frame' or 'by: command'");
        }
        Outcome outcome = entries.containsKey("outcome") ? word(entries.get("outcome"), Outcome.values()) : null;
        return new Dependency.End(
                entries.containsKey("job") ? new JobId(entries.get("job").whole(1, MOST_JOB)) : null,
                entries.containsKey("task") ? name(entries.get("task")) : null,
                outcome == null ? Outcome.DONE : outcome,
                by,
                offset);
    }

    private static String name(Cursor at) {
        return at.name(Names.LABEL, "the name of a task or group");
    }

    private static <E extends Enum<E>> @Nullable E word(Cursor at, E[] known) {
        String text = at.text("a word");
        for (E one : known) {
            if (word(one).equals(text)) {
                return one;
            }
        }
        String words = Stream.of(known).map(AfterGrammar::word).collect(Collectors.joining(", "));
        at.fault("expected one of " + words + "; found " + at.node().described());
        return null;
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    /** All that is waited for, as {@link #read} reads it. */
    static List<Object> written(List<Dependency> after) {
        return after.stream().map(AfterGrammar::written).toList();
    }

    private static Object written(Dependency dependency) {
        Map<String, Object> map = new LinkedHashMap<>();
        switch (dependency) {
            case Dependency.End end -> {
                JobWriter.putIf(map, "job", end.job() == null ? null : end.job().value());
                JobWriter.putIf(map, "task", end.task());
                map.put("outcome", word(end.outcome()));
                JobWriter.putIf(map, "by", end.by() == null ? null : word(end.by()));
                JobWriter.putIf(map, "offset", end.offset());
            }
            case Dependency.Time time -> {
                JobWriter.putIf(
                        map, "time", time.at() == null ? null : time.at().toString());
                JobWriter.putIf(map, "delay", time.delay() == null ? null : Amounts.text(time.delay()));
            }
            case Dependency.File file -> map.put("file", file.path());
        }
        return map;
    }
}
