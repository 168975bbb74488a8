package org.puli.farm.change;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.SeatsPer;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.Progress;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.Duty;
import org.puli.farm.row.AuditRow;

/**
 * All that can ever happen to a farm, on one page. A change is a fact: it was decided, it is applied once, and applying
 * it never fails. Times named {@code at} are wall time in milliseconds since 1970.
 */
public sealed interface Change {
    /** Ends in a row and survives everything. */
    sealed interface Lasting extends Change {}

    /** Ends in a view and is forgotten at restart. */
    sealed interface Passing extends Change {}

    /** Is about one worker alone. */
    sealed interface OfWorker extends Change {}

    /** Is about attempts of commands alone. */
    sealed interface OfCommand extends Change {}

    /** Is about path rules alone. */
    sealed interface OfPaths extends Change {}

    /** A dispatcher started on the farm: a new epoch begins. */
    record EpochBegun(long epoch) implements Lasting {}

    /**
     * A job came in; its groups and tasks are numbered from {@code firstTask}, its commands from {@code firstCommand}.
     */
    record JobSubmitted(
            JobId job,
            TaskId firstTask,
            CommandId firstCommand,
            String user,
            @Nullable String submissionKey,
            JobSpec spec,
            long at)
            implements Lasting {}

    /** A person held a job back. */
    record JobPaused(JobId job) implements Lasting {}

    /** Too much of a job failed: it is held back until a person lets it go on. */
    record JobStopped(JobId job, String reason) implements Lasting {}

    /** A person let a job go on. */
    record JobResumed(JobId job) implements Lasting {}

    /** A person held a task or group of a job back, or let it go on. */
    record NodePaused(JobId job, TaskId node, boolean paused) implements Lasting {}

    /** A person moved commands of a job; of those in its parts the ones that the move changes. */
    record CommandsMoved(JobId job, Move move, List<Part> parts, long at) implements Lasting {
        /** Copies the list. */
        public CommandsMoved {
            parts = List.copyOf(parts);
        }
    }

    /** A person's verb changed something: the line of it in the audit. */
    record Audited(AuditRow row) implements Lasting {}

    /** A person edited what a job asks for; what has started stays as it was started. */
    record JobEdited(JobId job, JobSpec spec, long at) implements Lasting {}

    /**
     * A time has come that a job waits for, or a task or group of it.
     *
     * @param node null for the job as a whole
     * @param place which of its times and files it is, from 0
     */
    record TimeCome(JobId job, @Nullable TaskId node, int place, long at) implements Lasting {}

    /**
     * A person does not want a job, or a task or group of it, to wait for a time or file any longer.
     *
     * @param node null for the job as a whole
     * @param place which of its times and files it is, from 0
     */
    record WaitWaived(JobId job, @Nullable TaskId node, int place, long at) implements Lasting {}

    /** These jobs have work and got no start; from here on it is counted how long. */
    record WaitsBegun(List<JobId> jobs, long wallAt, long monoAt) implements Lasting {
        /** Copies the list. */
        public WaitsBegun {
            jobs = List.copyOf(jobs);
        }
    }

    /** A job has waited for so many points of priority in all. */
    record JobLifted(JobId job, int points) implements Lasting {}
    /**
     * A worker has seen a file that a job waits for, or a task or group of it.
     *
     * @param node null for the job as a whole
     * @param place which of its times and files it is, from 0
     */
    record FileFound(JobId job, @Nullable TaskId node, int place, WorkerName by, long at) implements Lasting {}

    /** A job that is over left memory for the history. */
    record JobArchived(JobId job, long at) implements Lasting {}

    /** A person removed a job: it left memory for the history, and counts as deleted there. */
    record JobDeleted(JobId job, long at) implements Lasting {}

    /** A job in the history counts as deleted since then; or no more, with 0. */
    record ArchiveMarked(JobId job, long deletedAt) implements Lasting {}

    /** The planner gave a command to a worker, and so many thousandths of its cores. */
    record CommandAssigned(AttemptRef attempt, WorkerName worker, long leaseId, int milliCores, long at)
            implements Lasting, OfCommand {}

    /** The worker said that the command runs. */
    record CommandStarted(AttemptRef attempt, long startedAt) implements Lasting, OfCommand {}

    /** The attempt ended well and its result was accepted. */
    record CommandDone(EndedRun run, long at) implements Lasting, OfCommand {}

    /**
     * The attempt failed; the command is ready again ({@code retry}), after a pause if there is one, or has failed for
     * good. {@code reason} is what people are told where the run itself says nothing.
     */
    record CommandFailed(
            EndedRun run,
            @Nullable String reason,
            boolean retry,
            @Nullable Delay delay,
            long at) implements Lasting, OfCommand {}

    /**
     * The attempt did not do its work and nothing counts against the command, which is ready again after a pause, and
     * for another worker first where it is to go {@code elsewhere}.
     */
    record CommandReturned(EndedRun run, String reason, Delay delay, boolean elsewhere, long at)
            implements Lasting, OfCommand {}

    /**
     * The attempt was ended for using more memory than it had reserved: its command is ready again and reserves so many
     * bytes from now on, and nothing counts against it or its worker.
     */
    record CommandGrown(EndedRun run, String reason, long memoryBytes, long at) implements Lasting, OfCommand {}

    /** The attempt found nothing to do: the command is left out. */
    record CommandWaived(EndedRun run, String reason, long at) implements Lasting, OfCommand {}

    /** A command's pause is over. */
    record CommandDue(CommandId command) implements Lasting, OfCommand {}

    /**
     * The attempt is stopped for a share below its guaranteed minimum: its command is ready again, and nothing counts
     * against it or its worker.
     */
    record CommandPreempted(AttemptRef attempt, ShareRef share, long at) implements Lasting, OfCommand {}

    /** The worker has not started the attempt in time: the command is ready again for others, and nothing counts. */
    record StartOverdue(AttemptRef attempt, String reason, long at) implements Lasting, OfCommand {}

    /**
     * The attempt is gone without a result: its command, unless canceled, is ready again and nothing counts against
     * it.
     */
    record AttemptLost(AttemptRef attempt, String reason, long at) implements Lasting, OfCommand {}

    /**
     * The attempt's worker wants no work any more: its command is canceled if the worker has it killed, else ready
     * again, and nothing counts against it.
     */
    record AttemptWithdrawn(AttemptRef attempt, boolean killed, String reason, long at) implements Lasting, OfCommand {}

    /** An attempt that nobody wants any more is off its worker. */
    record AttemptStopped(EndedRun run, long at) implements Lasting, OfCommand {}

    /** A pool was made or is divided anew. */
    record PoolChanged(PoolSpec pool) implements Lasting {}

    /** A person removed a pool in which nothing was left. */
    record PoolDeleted(PoolName pool) implements Lasting {}

    /** A person put a worker into other pools, named in the order that they chose. */
    record WorkerMoved(WorkerName worker, List<PoolName> pools) implements Lasting, OfWorker {}

    /** A license was made or its seats were changed. */
    record LicenseChanged(LicenseName license, int count) implements Lasting {}

    /** The seats of a license are counted by something else from now on, those that are held among them. */
    record LicenseCounted(LicenseName license, SeatsPer per) implements Lasting {}

    /** So many seats are in use outside the farm, for so many milliseconds; no end when a report has run out. */
    record LicenseReported(
            LicenseName license,
            int outside,
            long millis,
            @Nullable Delay until) implements Lasting {}

    /** A path rule was made or is another now. */
    record PathChanged(PathRule rule) implements Lasting, OfPaths {}

    /** A person removed a path rule. */
    record PathDeleted(String name) implements Lasting, OfPaths {}

    /** A worker is told to test what it sees of the storage; each round has another number. */
    record PathTestBegun(WorkerName worker, long round, long monoAt) implements Passing, OfPaths {}

    /** A worker has told how it found the storage. */
    record PathsTested(WorkerName worker, List<PathFinding> findings, long at) implements Passing, OfPaths {
        /** Copies the list. */
        public PathsTested {
            findings = List.copyOf(findings);
        }
    }

    /** A worker was heard for the first time. */
    record WorkerRegistered(WorkerName worker, long number, String bootId, WorkerFacts facts, PoolName pool)
            implements Lasting, OfWorker {}

    /** A worker's daemon has started anew. */
    record WorkerBooted(WorkerName worker, String bootId) implements Lasting, OfWorker {}

    /** A worker's machine is another than it was. */
    record WorkerChanged(WorkerName worker, WorkerFacts facts) implements Lasting, OfWorker {}

    /** A worker was silent for too long. */
    record WorkerLost(WorkerName worker) implements Lasting, OfWorker {}

    /** A worker's machine goes to sleep: it will not be heard, and that is as it should be. */
    record WorkerSlept(WorkerName worker) implements Lasting, OfWorker {}

    /** A person wants a worker's machine to sleep. */
    record SleepAsked(WorkerName worker) implements Passing, OfWorker {}

    /**
     * A wake packet is sent to a worker's machine, by each of its addresses; the {@code tried}-th of {@code most} in a
     * row.
     */
    record WakeSent(WorkerName worker, List<String> addresses, int tried, int most, long monoAt)
            implements Passing, OfWorker {
        /** Copies the list. */
        public WakeSent {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * A machine did not wake up, and is sent nothing more for long, or until a person says so.
     *
     * @param monoAt when that was seen, on the clock that never jumps
     */
    record WakeGivenUp(WorkerName worker, int tried, long monoAt) implements Passing, OfWorker {}

    /** A lost worker, or one that slept, was heard again. */
    record WorkerReturned(WorkerName worker) implements Lasting, OfWorker {}

    /** A person keeps a worker from new work, or gives it back to work. */
    record DutyChanged(
            WorkerName worker, Duty duty, @Nullable String reason) implements Lasting, OfWorker {}

    /** The check of a worker's site failed there: it is quarantined until that passes, or a person releases it. */
    record CheckFailed(WorkerName worker, String reason) implements Lasting, OfWorker {}

    /** The check passes again on a worker that was quarantined for it alone. */
    record CheckPassed(WorkerName worker) implements Lasting, OfWorker {}

    /** A person said what a worker offers instead of what its machine has; 0 for what that has. */
    record CapacitySet(WorkerName worker, int cores, long memoryBytes) implements Lasting, OfWorker {}

    /** A person gave a worker these tags, sorted, and no others. */
    record WorkerTagged(WorkerName worker, List<String> tags) implements Lasting, OfWorker {
        /** Copies the list. */
        public WorkerTagged {
            tags = List.copyOf(tags);
        }
    }

    /** A person said which pools a worker serves before others, the first one first; none for no difference. */
    record PoolsOrdered(WorkerName worker, List<PoolName> pools) implements Lasting, OfWorker {
        /** Copies the list. */
        public PoolsOrdered {
            pools = List.copyOf(pools);
        }
    }

    /** A person removed a worker that was lost and held nothing. */
    record WorkerDeleted(WorkerName worker) implements Lasting, OfWorker {}

    /** A worker gets nothing of a task any more; {@code by} is null when failures alone brought that about. */
    record WorkerBlocked(
            JobId job,
            TaskId task,
            WorkerName worker,
            @Nullable String by,
            String reason,
            long at) implements Lasting {}

    /** A worker gets work of a task again, and its failures there are forgiven. */
    record WorkerUnblocked(JobId job, TaskId task, WorkerName worker) implements Lasting {}

    /** Too much failed on a worker: it is quarantined until its probation. */
    record WorkerSuspected(WorkerName worker, String reason, Delay delay, long at) implements Lasting {}

    /** A quarantined worker gets one command, to show whether it is well again. */
    record ProbationBegun(WorkerName worker) implements Lasting {}

    /** A worker on probation did its command well. */
    record WorkerTrusted(WorkerName worker) implements Lasting {}

    /** A worker reported; {@code at} is the time of both clocks. */
    record WorkerSeen(WorkerReport report, long link, long wallAt, long monoAt) implements Passing, OfWorker {}

    /** A program needs no seats of these licenses any more, of which it holds some, though it goes on. */
    record SeatsReleased(AttemptRef attempt, SortedSet<LicenseName> licenses) implements Lasting, OfCommand {
        /** Copies the set. */
        public SeatsReleased {
            licenses = Collections.unmodifiableSortedSet(new TreeSet<>(licenses));
        }
    }

    /** What the programs of attempts tell of how far they are. */
    record Progressed(Map<AttemptRef, Progress> told) implements Passing, OfCommand {}

    /** Orders with this number are about to leave for a worker. */
    record OrdersIssued(WorkerName worker, OrdersNumber number) implements Passing, OfWorker {}

    /** From here on a worker looks for a file that jobs of a pool wait for; nobody does when {@code by} is null. */
    record FileWatched(PoolName pool, String path, @Nullable WorkerName by, long monoAt) implements Passing {}

    /**
     * A sleeping worker is woken so that it looks for the files of a pool, and looks for all of them once it is awake;
     * without a worker: from here on somebody sleeps there who could be woken for that.
     */
    record LookerCalled(PoolName pool, @Nullable WorkerName worker, long monoAt) implements Passing {}

    /** From here on the loop waits for these attempts to start. */
    record StartsAwaited(List<AttemptRef> attempts, long monoAt) implements Passing {}

    /**
     * From here on a share is below its guaranteed minimum though it has work that lacks nothing but room; without a
     * time, it is so no more.
     */
    record ShareDeprived(ShareRef share, @Nullable Long sinceMono) implements Passing {}

    /** After a restart: what is left of each pause now; a worker's is at most {@code longestProbation} long. */
    record DelaysAnchored(long wallAt, long monoAt, long longestProbation) implements Passing {}

    /** All silence so far is forgiven: the loop itself was not listening. */
    record GraceBegun(long monoAt) implements Passing {}

    /** The loop came late to a turn, though not so late that grace began: what is silent was not listened to then. */
    record LoopHeldUp(long fromMono, long toMono) implements Passing {}
}
