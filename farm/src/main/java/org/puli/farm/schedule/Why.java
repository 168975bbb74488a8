package org.puli.farm.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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

    /** Why nothing more of a job starts. */
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
                    "runs " + commands(job.leaseCount()) + ", as many as its maximum",
                    "puli job set " + job.id() + " maxWorkers=MORE");
        }
        List<Claim> kinds =
                planner.claims(job).stream().filter(claim -> !claim.isEmpty()).toList();
        return kinds.isEmpty() ? ofIdle(job, about) : of(job, about, kinds);
    }

    private WhyView of(Job job, String about, List<Claim> kinds) {
        List<Claim> told = kinds.subList(0, Math.min(kinds.size(), MOST_PARTS));
        List<LaneReason> reasons =
                told.stream().map(claim -> LaneReason.of(farm, claim, planner)).toList();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            LaneReason reason = reasons.get(i);
            parts.add(new Part(LaneReason.work(job, told.get(i)), reason.answer(), reason.workers()));
        }
        LaneReason first = reasons.getFirst();
        String more = kinds.size() == 1 ? "" : more(kinds.size() - 1);
        return new WhyView(about, first.answer() + more + lifted(job), first.advice(), parts);
    }

    private static String commands(int count) {
        return count + (count == 1 ? " command" : " commands");
    }

    private static String more(int kinds) {
        return "; and " + kinds + (kinds == 1 ? " more kind of work waits" : " more kinds of work wait");
    }

    private static String lifted(Job job) {
        return job.effectivePriority() == job.priority()
                ? ""
                : "; its wait has lifted it from priority " + job.priority() + " to " + job.effectivePriority();
    }

    /** Nothing of it stands in line. */
    private WhyView ofIdle(Job job, String about) {
        Counts counts = job.counts();
        if (counts.assigned() + counts.running() > 0) {
            return plain(about, "runs all that it can: " + waiting(job), WaitAdvice.of(farm, job));
        }
        return plain(about, waiting(job), WaitAdvice.of(farm, job));
    }

    private String waiting(Job job) {
        for (Task task : job.tasks()) {
            String reason = findHindrance(task);
            if (reason == null && task.heldBackCount() > 0) {
                reason = "has " + commands(task.heldBackCount()) + " paused one by one";
            }
            if (reason != null) {
                return "task '" + task.name() + "' " + reason;
            }
        }
        return "nothing is left to start";
    }

    /** What keeps a task out of line; null when nothing does. */
    private @Nullable String findHindrance(Task task) {
        Counts counts = task.counts();
        if (counts.ended() == counts.total()) {
            return null;
        }
        if (task.isHeldBack()) {
            return "is paused";
        }
        if (counts.blocked() > 0) {
            return "waits for " + waits(task);
        }
        if (!task.mayStartMore()) {
            return "or a group around it runs as many commands as it may";
        }
        return null;
    }

    private String waits(Task task) {
        List<Dependency> missing = WaitAdvice.missing(task);
        return missing.isEmpty()
                ? "single commands of " + words(task.job(), WaitAdvice.pairs(task))
                : words(task.job(), missing);
    }

    private String words(Job job, List<Dependency> missing) {
        return missing.stream().map(one -> words(job, one)).collect(Collectors.joining(" and "));
    }

    /** A time that counts from the submit is told as the moment that it means, a file with who looks for it. */
    private String words(Job job, Dependency missing) {
        return switch (missing) {
            case Dependency.Time time
            when time.at() == null -> time.words() + ", " + Instant.ofEpochMilli(time.millis(job.submittedAt()));
            case Dependency.File file -> file.words() + Lookers.words(farm, job.pool(), file.path());
            case Dependency.Time time -> time.words();
            case Dependency.End end -> end.words() + ended(OtherEnd.find(farm, job, end));
        };
    }

    private static String ended(@Nullable OtherEnd other) {
        return other == null ? "" : ", but that is " + other.endedAs();
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
                    "waits for its part of " + words(task.job(), missing),
                    WaitAdvice.of(farm, task.job(), missing));
        }
        if (command != null && command.isHeldBack()) {
            return plain(about, "is paused itself", "puli command resume " + command.id());
        }
        String hindrance = findHindrance(task);
        return hindrance == null
                ? ofReady(about, task, index)
                : plain(about, "its task " + hindrance, WaitAdvice.of(farm, task));
    }

    private WhyView ofReady(String about, Task task, int index) {
        Job job = task.job();
        if (job.isPaused() || job.leaseCount() >= job.maxWorkers()) {
            WhyView whole = ofJob(job);
            return new WhyView(about, "its job " + whole.answer(), whole.advice(), whole.parts());
        }
        Command command = task.findCommand(index);
        long memory = (command == null ? task.need() : command.need()).memoryBytes();
        for (Claim claim : planner.claims(job)) {
            if (claim.holds(task) && claim.shape().need().memoryBytes() == memory) {
                LaneReason reason = LaneReason.of(farm, claim, planner);
                String turn = task.nextIndex() == index ? "" : ", after others of its task";
                Part part = new Part(LaneReason.work(job, claim), reason.answer(), reason.workers());
                return new WhyView(about, reason.answer() + turn + lifted(job), reason.advice(), List.of(part));
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
        List<Part> parts = planner.partsFor(worker, MOST_PARTS);
        String runs = "runs " + commands(worker.leases().size()) + " and has " + worker.freeMilliCores() / 1000.0
                + " cores free";
        String gets = parts.isEmpty() ? "nothing waits in its pools" : "of what waits in its pools it gets nothing now";
        return new WhyView(about, runs + "; " + gets, null, parts);
    }

    /** What of a job can never start as the farm is now, in words; empty when there is nothing. */
    public List<String> warnings(Job job) {
        return NeverStarts.warnings(farm, job);
    }

    private static WhyView plain(String about, String answer, @Nullable String advice) {
        return new WhyView(about, answer, advice, List.of());
    }
}
