package org.puli.farm.schedule;

import org.jspecify.annotations.Nullable;
import org.puli.farm.Job;
import org.puli.farm.Node;
import org.puli.farm.PendingWaits;
import org.puli.farm.Task;

/** The first thing to do about a task that people or the clock keep from starting. Stateless. */
final class WaitAdvice {
    private WaitAdvice() {}

    /** For the first task of a job that something of the kind keeps; null when nothing does. */
    static @Nullable String of(Job job) {
        for (Task task : job.tasks()) {
            String advice = task.counts().ended() == task.counts().total() ? null : of(task);
            if (advice != null) {
                return advice;
            }
        }
        return null;
    }

    /** For one task; null when neither a pause nor a time nor a file keeps it. */
    static @Nullable String of(Task task) {
        for (Node node = task; node != null; node = node.parent()) {
            if (node.isPaused()) {
                return resume(node);
            }
        }
        for (Node node = task; node != null; node = node.parent()) {
            if (!PendingWaits.of(node).isEmpty()) {
                return resume(node) + " --now";
            }
        }
        return PendingWaits.of(task.job()).isEmpty()
                ? null
                : "puli job resume " + task.job().id() + " --now";
    }

    /** By its name where a shell takes that as it is. */
    private static String resume(Node node) {
        String word =
                node.name().matches("[A-Za-z0-9_.]+") ? node.name() : node.id().toString();
        return "puli job resume " + node.job().id() + " --task " + word;
    }
}
