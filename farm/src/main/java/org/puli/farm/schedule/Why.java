package org.puli.farm.schedule;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Dependency;
import org.puli.api.view.Counts;
import org.puli.api.view.Presence;
import org.puli.api.view.Status;
import org.puli.api.view.WhyView;
import org.puli.api.view.WhyView.Part;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Task;
import org.puli.farm.Worker;

/**
 * Explains why a job or command does not start and what a worker waits for, from the planner's own lines and tests, so
 * that the two cannot disagree. Owned by the loop.
 */
public final class Why {
    private static final int MOST_PARTS = 20;

    private final Farm farm;
    private final AssignmentPlanner planner;

    /** Explanations as this planner sees things. */
    public Why(Farm farm, AssignmentPlanner planner) {
        this.farm = farm;
        this.planner = planner;
    }

    /** What is to be expected, from the same planner. */
    public Outlook outlook() {
        return new Outlook(farm, planner);
    }

    /** Why nothing more of a job starts; what is expected of it is as was estimated, which may have passed. */
    public WhyView ofJob(Job job) {
        planner.refresh();
        String about = "job " + job.id() + " '" + job.spec().name() + "'";
        Counts counts = job.counts();
        if (counts.ended() == counts.total()) {
            return plain(about, "is over: nothing of it is left to start", null);
        }
        if (job.isPaused()) {
            String reason = job.pauseReason() == null ? "" : ": " + job.pauseReason();
            return plain(about, "is paused" + reason, "puli job resume " + job.id());
        }
        if (job.leaseCount() >= job.maxWorkers()) {
            return plain(
                    about,
                    "runs " + Hindrance.commands(job.leaseCount()) + ", as many as its maximum",
                    "puli job set " + job.id() + " maxWorkers=MORE");
        }
        List<Unstarted> kinds = Unstarted.of(farm, planner, job);
        return kinds.isEmpty() ? plain(about, idle(job), null) : of(job, about, kinds);
    }

    private WhyView of(Job job, String about, List<Unstarted> kinds) {
        List<Unstarted.Told> told = kinds.stream()
                .limit(MOST_PARTS)
                .map(kind -> kind.tell(farm, planner, job))
                .toList();
        Unstarted.Told first = told.getFirst();
        return new WhyView(
                about,
                first.answer() + more(kinds.size() - 1) + lifted(job),
                advice(told),
                told.stream().map(Unstarted.Told::part).toList(),
                kinds.getFirst().expectedAt());
    }

    /** What helps the first; where only waiting does, what people can do for others. */
    private static @Nullable String advice(List<Unstarted.Told> told) {
        Unstarted.Told first = told.getFirst();
        return first.advice() != null
                ? first.advice()
                : told.stream()
                        .filter(Unstarted.Told::isUrgent)
                        .map(Unstarted.Told::advice)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static String idle(Job job) {
        Counts counts = job.counts();
        boolean runs = counts.assigned() + counts.running() > 0;
        return (runs ? "runs all that it can: " : "waits: ") + "nothing is left to start";
    }

    private static String more(int kinds) {
        return kinds == 0
                ? ""
                : "; and " + kinds + (kinds == 1 ? " more kind of work waits" : " more kinds of work wait");
    }

    private static String lifted(Job job) {
        return job.effectivePriority() == job.priority()
                ? ""
                : "; its wait has lifted it from priority " + job.priority() + " to " + job.effectivePriority();
    }

    /** Why a command does not start, or what became of it. */
    public WhyView ofCommand(Task task, int index) {
        planner.refresh();
        String about =
                "command " + task.commandId(index) + " of job " + task.job().id() + ", task '" + task.name() + "'";
        Status status = task.status(index);
        Command command = task.findCommand(index);
        if (status.isActive() && command != null && command.holder() != null) {
            return plain(about, "is " + status + " on " + command.holder().name(), null);
        }
        if (status.isEnded()) {
            String reason = command == null || command.reason() == null ? "" : ": " + command.reason();
            return plain(
                    about,
                    "is " + status + reason,
                    status == Status.DONE
                            ? null
                            : "puli job retry " + task.job().id());
        }
        if (command != null && command.holder() != null) {
            return plain(about, "is ready again; " + command.holder().name() + " still stops its last try", null);
        }
        if (status == Status.BLOCKED && !task.missing(index).isEmpty()) {
            List<Dependency> missing = task.missing(index);
            return plain(
                    about,
                    "waits for its part of " + Hindrance.words(farm, task.job(), missing),
                    WaitAdvice.of(farm, task.job(), missing));
        }
        if (command != null && command.isHeldBack()) {
            return plain(about, "is paused itself", "puli command resume " + command.id());
        }
        String hindrance = Hindrance.ofWhole(farm, task);
        return hindrance == null
                ? ofReady(about, task, index)
                : plain(about, Clause.rest("its task " + hindrance), WaitAdvice.of(farm, task));
    }

    private WhyView ofReady(String about, Task task, int index) {
        Job job = task.job();
        if (job.isPaused() || job.leaseCount() >= job.maxWorkers()) {
            WhyView whole = ofJob(job);
            return new WhyView(about, Clause.rest("its job " + whole.answer()), whole.advice(), whole.parts());
        }
        Command command = task.findCommand(index);
        long memory = (command == null ? task.need() : command.need()).memoryBytes();
        for (Claim claim : planner.claims(job)) {
            if (claim.holds(task) && claim.shape().need().memoryBytes() == memory) {
                LaneReason reason = LaneReason.of(farm, claim, planner);
                String turn = task.nextIndex() == index ? "" : ", after others of its task";
                Part part = new Part(LaneReason.work(job, claim), reason.clause(), reason.workers());
                return new WhyView(
                        about, Clause.rest(reason.clause()) + turn + lifted(job), reason.advice(), List.of(part));
            }
        }
        return plain(about, "waits for its next try", null);
    }

    /** What a worker does, or why it gets nothing. */
    public WhyView ofWorker(Worker worker) {
        planner.refresh();
        String about = "worker " + worker.name();
        if (worker.presence() == Presence.LOST) {
            return plain(about, "is lost: it was not heard for too long", "start it again");
        }
        if (worker.presence() == Presence.ASLEEP) {
            return Kept.asleep(about, worker);
        }
        if (!worker.isOpen()) {
            return Kept.why(about, worker);
        }
        if (worker.pools().isEmpty()) {
            return plain(about, "belongs to no pool", "puli pool add POOL " + worker.name());
        }
        List<Lane> lanes = WorkerParts.waiting(worker, planner);
        List<Part> parts = lanes.stream()
                .limit(MOST_PARTS)
                .map(lane -> WorkerParts.part(worker, lane, planner))
                .toList();
        String runs = "runs " + Hindrance.commands(worker.leases().size()) + " and has "
                + worker.freeMilliCores() / 1000.0 + " cores free";
        String gets = parts.isEmpty() ? "nothing waits in its pools" : "of what waits in its pools it gets nothing now";
        String more = lanes.size() > parts.size() ? more(lanes.size() - parts.size()) : "";
        return new WhyView(about, runs + "; " + gets + more, null, parts);
    }

    /** What of a job can never start as the farm is now, in words; empty when there is nothing. */
    public List<String> warnings(Job job) {
        return NeverStarts.warnings(farm, job);
    }

    private static WhyView plain(String about, String answer, @Nullable String advice) {
        return new WhyView(about, answer, advice, List.of());
    }
}
