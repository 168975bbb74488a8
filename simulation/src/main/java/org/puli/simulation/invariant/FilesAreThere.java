package org.puli.simulation.invariant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.Presence;
import org.puli.farm.Farm;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.simulation.check.PlainJob;
import org.puli.simulation.check.PlainTask;
import org.puli.simulation.check.Reference;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.SimStorage;
import org.puli.simulation.world.Witness;

/**
 * Nothing starts before every file that it waits for was written, unless people said not to wait for it, read off the
 * documents alone; a file is found by a machine that sees it; only workers that are there, take work and belong to the
 * pool are asked to look; and one that sleeps is woken for that only in a pool of its own in which a job waits for a
 * file and is not held.
 */
public final class FilesAreThere implements Witness {
    private final Reference reference;
    private final SimStorage storage;
    private final Set<Waived> waived = new HashSet<>();

    /** A file that nothing of a job has to wait for any longer. */
    private record Waived(JobId job, Dependency file) {}

    /** Looks at the plain farm and at the storage. */
    public FilesAreThere(Reference reference, SimStorage storage) {
        this.reference = reference;
        this.storage = storage;
    }

    @Override
    public void changing(Farm farm, Change change) {
        switch (change) {
            case Change.CommandAssigned c -> start(c);
            case Change.FileFound c -> find(c);
            case Change.WaitWaived c -> waive(c);
            case Change.LookerCalled c -> {
                if (c.worker() != null) {
                    checkCalled(farm.findWorker(c.worker()), c);
                }
            }
            case Change.FileWatched c -> {
                if (c.by() != null) {
                    checkLooker(farm.findWorker(c.by()), c);
                }
            }
            default -> {}
        }
    }

    private void start(Change.CommandAssigned assigned) {
        PlainTask task = reference.live().command(assigned.attempt()).task();
        JobSpec spec = task.ofJob().spec();
        List<Dependency> after = new ArrayList<>(spec.after());
        collect(spec.tasks(), spec.groups(), task.taskName(), after);
        for (Dependency dependency : after) {
            Broken.unless(
                    !(dependency instanceof Dependency.File file)
                            || storage.isWritten(file.path())
                            || waived.contains(new Waived(task.ofJob().id(), file)),
                    "attempt %s starts before its %s",
                    assigned.attempt(),
                    dependency.words());
        }
    }

    /** Adds what a task and all groups around it wait for; false when it is not among these. */
    private static boolean collect(List<TaskSpec> tasks, List<GroupSpec> groups, String name, List<Dependency> all) {
        for (TaskSpec task : tasks) {
            if (task.name().equals(name)) {
                all.addAll(task.after());
                return true;
            }
        }
        for (GroupSpec group : groups) {
            if (collect(group.tasks(), group.groups(), name, all)) {
                all.addAll(group.after());
                return true;
            }
        }
        return false;
    }

    private void waive(Change.WaitWaived change) {
        PlainJob job = reference.live().findJob(change.job());
        Dependency awaited = job == null ? null : job.findOnce(change.node(), change.place());
        Broken.unless(awaited != null, "%s waives what nobody waits for", change);
        if (awaited != null) {
            waived.add(new Waived(change.job(), awaited));
        }
    }

    private void find(Change.FileFound found) {
        PlainJob job = reference.live().findJob(found.job());
        Dependency awaited = job == null ? null : job.findOnce(found.node(), found.place());
        Broken.unless(
                awaited instanceof Dependency.File file && storage.isSeen(file.path(), found.by()),
                "%s is said to have found %s",
                found.by(),
                awaited);
    }

    private void checkCalled(@Nullable Worker worker, Change.LookerCalled called) {
        boolean isMember = worker != null
                && worker.presence() == Presence.ASLEEP
                && worker.pools().stream().anyMatch(pool -> pool.name().equals(called.pool()));
        boolean isAwaited = reference.live().allJobs().stream()
                .anyMatch(job -> !job.isPaused()
                        && job.spec().pool().equals(called.pool())
                        && files(
                                job.spec().after(),
                                job.spec().tasks(),
                                job.spec().groups()));
        Broken.unless(isMember && isAwaited, "%s is woken to look for files", called);
    }

    /** Whether any file is waited for there. */
    private static boolean files(List<Dependency> after, List<TaskSpec> tasks, List<GroupSpec> groups) {
        return after.stream().anyMatch(Dependency.File.class::isInstance)
                || tasks.stream().anyMatch(task -> files(task.after(), List.of(), List.of()))
                || groups.stream().anyMatch(group -> files(group.after(), group.tasks(), group.groups()));
    }

    private void checkLooker(@Nullable Worker worker, Change.FileWatched watched) {
        WorkerName name = worker == null ? null : worker.name();
        boolean isMember = worker != null
                && worker.pools().stream().anyMatch(pool -> pool.name().equals(watched.pool()));
        Broken.unless(
                name != null && isMember && reference.live().worker(name).takesWork(),
                "%s is asked to look for %s of pool %s",
                watched.by(),
                watched.path(),
                watched.pool());
    }
}
