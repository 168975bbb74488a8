package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Dependency;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Node;
import org.puli.farm.PendingWaits;
import org.puli.farm.Task;

/** The first thing to do about a task that people, the clock or other work keep from starting. Stateless. */
final class WaitAdvice {
    private WaitAdvice() {}

    /** For one task; null when waiting is all that helps. */
    static @Nullable String of(Farm farm, Task task) {
        for (Node node = task; node != null; node = node.parent()) {
            if (node.isPaused()) {
                return resume(node);
            }
        }
        String retry = ofEnds(farm, task);
        if (retry != null) {
            return retry;
        }
        for (Node node = task; node != null; node = node.parent()) {
            if (!PendingWaits.of(node).isEmpty()) {
                return resume(node) + " --now";
            }
        }
        if (!PendingWaits.of(task.job()).isEmpty()) {
            return "puli job resume " + task.job().id() + " --now";
        }
        Node full = task.counts().blocked() > 0 ? null : task.findFull();
        return full == null ? null : "puli job set " + task.job().id() + " --task " + word(full) + " maxWorkers=MORE";
    }

    /** For a task that waits for other work that has come to another end; null for every other. */
    static @Nullable String ofEnds(Farm farm, Task task) {
        List<Dependency> missing = missing(task);
        return of(farm, task.job(), missing.isEmpty() ? pairs(task) : missing);
    }

    /** What a task waits for as a whole, by itself or with what is around it. */
    static List<Dependency> missing(Task task) {
        List<Dependency> missing = new ArrayList<>();
        for (Node node = task; node != null; node = node.parent()) {
            missing.addAll(node.missing());
        }
        missing.addAll(task.job().missing());
        return missing;
    }

    /** What its commands wait for one by one. */
    static List<Dependency> pairs(Task task) {
        return task.after().stream().filter(WaitAdvice::isPaired).toList();
    }

    private static boolean isPaired(Dependency dependency) {
        return dependency instanceof Dependency.End end && end.by() != null;
    }

    /** For what waits for these; null when none of them is work that has come to another end. */
    static @Nullable String of(Farm farm, Job job, List<Dependency> missing) {
        for (Dependency one : missing) {
            OtherEnd other = one instanceof Dependency.End end ? OtherEnd.find(farm, job, end) : null;
            if (other != null) {
                return other.advice();
            }
        }
        return null;
    }

    private static String resume(Node node) {
        return "puli job resume " + node.job().id() + " --task " + word(node);
    }

    /** By its name where a shell takes that as it is. */
    static String word(Node node) {
        return node.name().matches("[A-Za-z0-9_.]+") ? node.name() : node.id().toString();
    }
}
