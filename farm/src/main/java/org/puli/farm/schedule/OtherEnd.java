package org.puli.farm.schedule;

import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Dependency;
import org.puli.api.view.Counts;
import org.puli.api.view.Status;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Node;

/**
 * Other work whose end is waited for, and which ended in a way that opens none: waiting alone does not help then.
 *
 * @param job what it belongs to
 * @param node the task or group that is meant; null for the whole job
 * @param endedAs how it ended
 */
record OtherEnd(Job job, @Nullable Node node, Status endedAs) {
    /** The other work of a dependency that is not met; null while its end may still come, and once it left memory. */
    static @Nullable OtherEnd find(Farm farm, Job waiting, Dependency.End end) {
        Job job = end.job() == null ? waiting : farm.findJob(end.job());
        if (job == null || job.counts().failed() + job.counts().canceled() == 0) {
            return null;
        }
        Node node = end.task() == null ? null : job.findNode(end.task());
        if (end.task() != null && node == null) {
            return null;
        }
        Counts counts = node == null ? job.counts() : node.counts();
        Status status = counts.status(false);
        return counts.ended() < counts.total() || opens(status) ? null : new OtherEnd(job, node, status);
    }

    /** Who waits for a failure or a cancel that did not come is left out; so an outcome that is missing is success. */
    private static boolean opens(Status status) {
        return status == Status.DONE || status == Status.SKIPPED;
    }

    /** What brings it to another end. */
    String advice() {
        return "puli job retry " + job.id() + (node == null ? "" : " --task " + WaitAdvice.word(node));
    }
}
