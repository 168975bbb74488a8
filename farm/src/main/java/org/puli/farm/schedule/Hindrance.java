package org.puli.farm.schedule;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Dependency;
import org.puli.api.view.Counts;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Node;
import org.puli.farm.Task;

/** What keeps a task out of line, as the rest of a sentence about it. Stateless, called by the loop. */
final class Hindrance {
    private Hindrance() {}

    /** What keeps the whole of a task, or the first single ones of its commands; null when nothing does. */
    static @Nullable String ofAny(Farm farm, Task task) {
        String whole = ofWhole(farm, task);
        if (whole != null || !hasMore(task)) {
            return whole;
        }
        if (task.heldBackCount() > 0) {
            return "has " + commands(task.heldBackCount()) + " paused one by one";
        }
        return task.delayedCount() == 0
                ? null
                : "has " + commands(task.delayedCount()) + " waiting for a pause before the next try";
    }

    /** What keeps a task whatever single commands of it do; null when nothing does. */
    static @Nullable String ofWhole(Farm farm, Task task) {
        if (!hasMore(task)) {
            return null;
        }
        if (task.isHeldBack()) {
            return "is paused";
        }
        if (task.counts().blocked() > 0) {
            return "waits for " + waits(farm, task);
        }
        Node full = task.findFull();
        return full == null ? null : atMaximum(task, full);
    }

    private static String atMaximum(Task task, Node full) {
        String runs = "runs " + commands(full.leaseCount()) + ", as many as its maximum";
        return full == task ? runs : "is in group '" + full.name() + "', which " + runs;
    }

    /** Whether anything of it is kept, without the words, which take longer. */
    static boolean isAny(Task task) {
        boolean isKept = task.isHeldBack() || task.counts().blocked() > 0 || !task.mayStartMore();
        return hasMore(task) && (isKept || task.heldBackCount() > 0 || task.delayedCount() > 0);
    }

    /** Whether somebody has to do something before it goes on. */
    static boolean isUpToPeople(Farm farm, Task task) {
        return task.isHeldBack() || WaitAdvice.ofEnds(farm, task) != null || isHeldOneByOne(task);
    }

    private static boolean isHeldOneByOne(Task task) {
        return task.counts().blocked() == 0 && task.mayStartMore() && task.heldBackCount() > 0;
    }

    /** Whether some of its commands are neither over nor on a worker. */
    private static boolean hasMore(Task task) {
        Counts counts = task.counts();
        return counts.ended() + counts.assigned() + counts.running() < counts.total();
    }

    private static String waits(Farm farm, Task task) {
        List<Dependency> missing = WaitAdvice.missing(task);
        return missing.isEmpty()
                ? "single commands of " + words(farm, task.job(), WaitAdvice.pairs(task))
                : words(farm, task.job(), missing);
    }

    /** What is missing, as the end of a sentence that begins with "waits for". */
    static String words(Farm farm, Job job, List<Dependency> missing) {
        return missing.stream().map(one -> words(farm, job, one)).collect(Collectors.joining(" and "));
    }

    /** A time that counts from the submit is told as the moment that it means, a file with who looks for it. */
    private static String words(Farm farm, Job job, Dependency missing) {
        return switch (missing) {
            case Dependency.Time time
            when time.at() == null -> time.words() + ", " + Instant.ofEpochMilli(time.millis(job.submittedAt()));
            case Dependency.Time time -> time.words();
            case Dependency.File file -> file.words() + Lookers.words(farm, job.pool(), file.path());
            case Dependency.End end -> end.words() + ended(OtherEnd.find(farm, job, end));
        };
    }

    private static String ended(@Nullable OtherEnd other) {
        return other == null ? "" : ", but that is " + other.endedAs();
    }

    static String commands(int count) {
        return count + (count == 1 ? " command" : " commands");
    }
}
