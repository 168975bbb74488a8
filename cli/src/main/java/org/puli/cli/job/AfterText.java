package org.puli.cli.job;

import java.util.Locale;
import org.puli.api.config.Amounts;
import org.puli.api.spec.Dependency;

/** What is waited for, as short as a column needs it. Stateless. */
final class AfterText {
    private AfterText() {}

    /** One thing that is waited for: {@code render}, {@code 41/render by frame}, {@code 2h}. */
    static String of(Dependency dependency) {
        return switch (dependency) {
            case Dependency.End end -> name(end) + outcome(end) + pairs(end);
            case Dependency.Time time ->
                time.at() != null
                        ? time.at().toString()
                        : time.delay() == null ? "0s" : "+" + Amounts.text(time.delay());
            case Dependency.File file -> file.path();
        };
    }

    private static String name(Dependency.End end) {
        String task = end.task() == null ? "" : end.task();
        return end.job() == null ? task : "job " + end.job() + (task.isEmpty() ? "" : "/" + task);
    }

    private static String outcome(Dependency.End end) {
        return end.outcome() == Dependency.Outcome.DONE
                ? ""
                : " " + end.outcome().name().toLowerCase(Locale.ROOT);
    }

    private static String pairs(Dependency.End end) {
        String by = end.by() == null ? "" : " by " + end.by().name().toLowerCase(Locale.ROOT);
        return end.shift() == 0 ? by : by + (end.shift() > 0 ? " +" : " ") + end.shift();
    }
}
