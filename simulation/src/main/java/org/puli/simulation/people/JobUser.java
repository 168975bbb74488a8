package org.puli.simulation.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.farm.request.ArchiveJob;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.ClearBlocklist;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.FromPerson;
import org.puli.farm.request.ListCommands;
import org.puli.farm.request.MarkJob;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.Person;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.ShowBlocklist;
import org.puli.farm.request.ShowJob;
import org.puli.farm.request.ShowSpec;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.Target;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Chance;
import org.puli.simulation.world.World;

/** Somebody with one job: submits it, then looks after it, one thing after the other. */
final class JobUser {
    private static final double EVER_AGAIN = 0.9;
    private static final long WATCH_NANOS = 20 * World.SECOND;
    private static final Person ADA = new Person("ada", "10.0.0.1");

    private final World world;
    private final Caller caller;
    private final Chance chance;
    private final Actor actor;
    private JobSpec spec;
    private final List<JobId> submitted;
    private boolean isChained;
    private final VerbDraw verbs;
    private final EditDraw edits;
    private final String key;
    private final long pauseNanos;
    private @Nullable JobId job;
    private boolean isBusy = true;
    private boolean isClosing;
    private boolean mayHang;
    private boolean isCleared;
    private boolean isEdited;
    private boolean isResumed;
    private boolean isDeleted;
    private boolean isArchived;
    private boolean isAskedAgain;
    /** The job of which its own is said to be a copy; null for none. */
    private @Nullable JobId copyOf;

    /** Somebody who knows the jobs that others submitted, in a list that all share. */
    JobUser(World world, Caller caller, Chance chance, JobSpec spec, String key, List<JobId> submitted) {
        this.submitted = submitted;
        this.world = world;
        this.caller = caller;
        this.chance = chance;
        this.actor = new Actor("user-of-" + spec.name());
        this.spec = spec;
        this.verbs = new VerbDraw(chance, spec);
        this.edits = new EditDraw(world.plan(), chance);
        this.key = key;
        this.pauseNanos = chance.spread(World.SECOND, 120 * World.SECOND);
    }

    /** Submits the job. */
    void begin() {
        isBusy = true;
        if (!isChained) {
            isChained = true;
            spec = new WaitDraw(chance).among(submitted, spec);
            copyOf = submitted.isEmpty() || chance.happens(0.8) ? null : chance.pick(submitted);
        }
        caller.ask(actor, new SubmitJob("ada", spec, key, copyOf, List.of()), reply -> {
            if (reply.answer() instanceof SubmitJob.Taken taken) {
                job = taken.job().id();
                submitted.add(taken.job().id());
            }
            rest();
        });
    }

    /** Does nothing for a while. */
    private void rest() {
        isBusy = false;
        JobId own = job;
        if (own != null && !isClosing && chance.happens(EVER_AGAIN)) {
            world.scheduler().quietly(chance.pause(pauseNanos), actor, () -> {
                if (!isClosing && !isBusy) {
                    act(own);
                }
            });
        } else if (isClosing) {
            close();
        }
    }

    private void act(JobId own) {
        if (isArchived) {
            ask(new MarkJob(own, chance.happens(0.5)));
            return;
        }
        if (chance.happens(0.15)) {
            edit(own);
            return;
        }
        Request<?> next = switch (chance.between(0, 17)) {
            case 0, 1, 2 -> new PauseJob(own);
            case 3, 4, 5 -> new ResumeJob(own);
            case 6 -> new CancelJob(own);
            case 7, 8 -> new RetryJob(own, chance.happens(0.3));
            case 9 -> new ListCommands(own, null, null, chance.between(0L, 5L), 2);
            case 10 -> chance.happens(0.5) ? new ShowJob(own) : new ShowSpec(own);
            case 11 -> chance.happens(0.5) ? new DeleteJob(own) : new ArchiveJob(own);
            case 12 -> blocklist(own);
            default -> verbs.draw(own);
        };
        ask(next);
    }

    private Request<?> blocklist(JobId own) {
        WorkerName worker = new WorkerName("worker-" + chance.between(1, 5));
        String task = chance.happens(0.5) ? null : "task-" + chance.between(0, 2);
        return switch (chance.between(0, 3)) {
            case 0 -> new ShowBlocklist(own, 0, 3);
            case 1, 2 -> new BlockWorker(own, task, worker, "ada", null);
            default -> new ClearBlocklist(own, task, chance.happens(0.5) ? null : worker);
        };
    }

    /** Asks for the spec and sends another one back, as an edit over HTTP does. */
    private void edit(JobId own) {
        isBusy = true;
        caller.ask(actor, new ShowSpec(own), reply -> {
            // Once faults are over nobody asks for more than there is.
            if (reply.answer() instanceof JobSpec now && !isClosing) {
                isEdited = true;
                JobSpec then = edits.draw(now);
                ask(new EditJob(new Target.WholeJob(own), now, then, "", then.name()));
            } else {
                rest();
            }
        });
    }

    private void ask(Request<?> request) {
        isBusy = true;
        caller.ask(actor, new FromPerson<>(ADA, request), reply -> {
            if (request instanceof DeleteJob && reply.refusal() == null) {
                job = null;
                isDeleted = true;
            }
            isArchived |= request instanceof ArchiveJob && reply.refusal() == null;
            rest();
        });
    }

    /** Faults are over: lets the job go on, or ends it when it can never end by itself. */
    void close(boolean cannotEnd) {
        // An edit may ask for more than any worker has.
        mayHang = cannotEnd || isEdited;
        isClosing = true;
        if (!isBusy) {
            close();
        }
    }

    private void close() {
        JobId own = job;
        if (own == null) {
            askAgain();
        } else if (mayHang) {
            mayHang = false;
            ask(new CancelJob(own));
        } else if (!isCleared) {
            isCleared = true;
            ask(new ClearBlocklist(own, null, null));
        } else if (!isResumed) {
            isResumed = true;
            ask(new ResumeJob(new Target.WholeJob(own), true));
            watchOver();
        }
    }

    /** What still fails now may stop the job again, or keep it from the only worker that is right for it. */
    private void watchOver() {
        JobId own = job;
        if (own != null) {
            world.scheduler().quietly(WATCH_NANOS, actor, () -> {
                if (!isBusy) {
                    isCleared = !isCleared;
                    ask(
                            isCleared
                                    ? new ClearBlocklist(own, null, null)
                                    : new ResumeJob(new Target.WholeJob(own), true));
                }
                watchOver();
            });
        }
    }

    /** A repeat may have been taken after the first was refused: whoever asks once more with the key learns of it. */
    private void askAgain() {
        if (!isDeleted && !isAskedAgain) {
            isAskedAgain = true;
            begin();
        }
    }

    /** Whether there is nothing that waits for an answer. */
    boolean isIdle() {
        return !isBusy;
    }

    /** The job that it looks after; null while there is none. */
    @Nullable
    JobId findJob() {
        return job;
    }

    /** Its job as it was submitted. */
    JobSpec spec() {
        return spec;
    }
}
