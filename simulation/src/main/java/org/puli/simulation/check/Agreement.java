package org.puli.simulation.check;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.view.Counts;
import org.puli.api.view.Status;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Group;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Node;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.simulation.world.Broken;

/** The plain farm and the real one agree on every status and holder, and the real one's counters on a recount. */
public final class Agreement {
    private Agreement() {}

    /** Compares everything. */
    public static void check(ReferenceFarm plain, Farm farm) {
        Broken.unless(
                plain.jobs.keySet().equals(ids(farm)),
                "the farm has the jobs %s, and the plain farm %s",
                ids(farm),
                plain.jobs.keySet());
        Counts all = Counts.NONE;
        for (Job job : farm.jobs()) {
            all = all.plus(check(requireNonNull(plain.jobs.get(job.id())), job));
        }
        Broken.unless(all.equals(farm.counts()), "the farm counts %s, a recount gives %s", farm.counts(), all);
        Broken.unless(
                plain.workers.size() == farm.workers().size(),
                "the farm has %s workers, and the plain farm %s",
                farm.workers().size(),
                plain.workers.size());
        farm.workers().forEach(worker -> check(plain, worker));
        farm.licenses().forEach(license -> check(plain, license));
    }

    private static Set<JobId> ids(Farm farm) {
        TreeSet<JobId> ids = new TreeSet<>();
        farm.jobs().forEach(job -> ids.add(job.id()));
        return ids;
    }

    private static Counts check(PlainJob plain, Job job) {
        Broken.unless(plain.isPaused() == job.isPaused(), "job %s is paused: %s", job.id(), job.isPaused());
        job.nodes().forEach(node -> checkOrder(plain, node));
        Counts all = Counts.NONE;
        int leases = 0;
        for (int i = 0; i < job.tasks().size(); i++) {
            Task task = job.tasks().get(i);
            PlainTask plainTask = plain.tasks().get(i);
            Broken.unless(
                    task.isHeldBack() == plainTask.isHeldBack(), "task %s is held: %s", task.id(), task.isHeldBack());
            Counts counts = count(plainTask, task);
            Broken.unless(
                    counts.equals(task.counts()),
                    "task %s counts %s, a recount gives %s",
                    task.id(),
                    task.counts(),
                    counts);
            checkBlocklist(plainTask, task);
            all = all.plus(counts);
            leases += (int) plainTask.commands().stream()
                    .filter(c -> c.holder() != null)
                    .count();
        }
        Broken.unless(all.equals(job.counts()), "job %s counts %s, a recount gives %s", job.id(), job.counts(), all);
        Broken.unless(
                leases == job.leaseCount() && leases == plain.leaseCount(),
                "job %s counts %s leases, a recount gives %s",
                job.id(),
                job.leaseCount(),
                leases);
        return all;
    }

    private static void checkOrder(PlainJob plain, Node node) {
        PlainNode same = plain.node(node.id());
        Group parent = node.parent();
        boolean isSame = same.precedence.equals(node.precedence())
                && plain.strategy(parent == null ? null : parent.name()) == node.strategyAround()
                && same.leaseCount() == node.leaseCount();
        Broken.unless(
                isSame,
                "task %s stands at %s in %s and runs %s, and in the plain farm at %s",
                node.id(),
                node.precedence(),
                node.strategyAround(),
                node.leaseCount(),
                same.precedence);
    }

    private static void checkBlocklist(PlainTask plain, Task task) {
        Set<WorkerName> blocked = new TreeSet<>();
        task.blocks().views().forEach(view -> blocked.add(view.worker()));
        boolean isSame = blocked.equals(plain.blocked) && task.blocklist().size() == blocked.size();
        Broken.unless(isSame, "task %s blocks %s, and in the plain farm %s", task.id(), blocked, plain.blocked);
    }

    private static Counts count(PlainTask plain, Task task) {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        List<Status> shownAll = plain.shown();
        for (int i = 0; i < task.commandCount(); i++) {
            PlainCommand expected = plain.commands().get(i);
            Status shown = shownAll.get(i);
            Broken.unless(
                    shown == task.status(i),
                    "command %s is %s, and in the plain farm %s",
                    expected.id(),
                    task.status(i),
                    shown);
            check(expected, task.findCommand(i));
            boolean isPausing = expected.isDelayed() && expected.holder() == null;
            Broken.unless(isPausing == task.isDelayed(i), "command %s pauses: %s", expected.id(), task.isDelayed(i));
            Command real = task.findCommand(i);
            boolean isHeldBack = real != null && real.isHeldBack();
            Broken.unless(isHeldBack == expected.isHeldBack(), "command %s is held: %s", expected.id(), isHeldBack);
            counts.merge(shown, 1L, Long::sum);
        }
        return new Counts(
                task.commandCount(),
                counts.getOrDefault(Status.BLOCKED, 0L),
                counts.getOrDefault(Status.READY, 0L),
                counts.getOrDefault(Status.ASSIGNED, 0L),
                counts.getOrDefault(Status.RUNNING, 0L),
                counts.getOrDefault(Status.DONE, 0L),
                counts.getOrDefault(Status.FAILED, 0L),
                counts.getOrDefault(Status.CANCELED, 0L),
                counts.getOrDefault(Status.SKIPPED, 0L));
    }

    private static void check(PlainCommand plain, @Nullable Command command) {
        if (command == null) {
            Broken.unless(plain.attempt() == 0, "command %s has run and the farm does not know it", plain.id());
            return;
        }
        Worker holder = command.holder();
        boolean isSame = plain.attempt() == command.attempt()
                && plain.leaseId == command.leaseId()
                && plain.failures() == command.failures()
                && plain.grownMemory == command.grownMemory()
                && Objects.equals(plain.holder(), holder == null ? null : holder.name())
                && Objects.equals(plain.held, holder == null ? null : command.held());
        Broken.unless(
                isSame,
                "command %s has attempt %s held by %s, and in the plain farm attempt %s held by %s",
                plain.id(),
                command.attempt(),
                holder == null ? "nobody" : holder.name(),
                plain.attempt(),
                plain.holder());
    }

    private static void check(ReferenceFarm plain, Worker worker) {
        PlainWorker same = plain.worker(worker.name());
        boolean isSame = same.isOpen() == worker.isOpen()
                && same.freeMilliCores() == worker.freeMilliCores()
                && same.freeMemoryBytes() == worker.freeMemoryBytes()
                && same.bootId.equals(worker.bootId());
        Broken.unless(
                isSame,
                "worker %s has %s thousandths of cores free, and in the plain farm %s",
                worker.name(),
                worker.freeMilliCores(),
                same.freeMilliCores());
    }

    private static void check(ReferenceFarm plain, License license) {
        Broken.unless(
                plain.freeSeats(license.name()) == license.count() - license.used() - license.outside(),
                "license %s has %s of %s seats in use, a recount differs by %s",
                license.name(),
                license.used(),
                license.count(),
                plain.freeSeats(license.name()) - (license.count() - license.used()));
    }
}
