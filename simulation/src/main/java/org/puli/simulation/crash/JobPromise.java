package org.puli.simulation.crash;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.view.CommandView;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;

/**
 * What clients were told of one job. Whoever asks something of the job holds this object's lock until there is an
 * answer, however often the question must be repeated; so whenever the lock is free, all of it is known.
 */
final class JobPromise {
    private final String key;
    private final JobKind kind;
    private final TreeMap<CommandId, Integer> done = new TreeMap<>();
    private @Nullable JobId id;
    private boolean isPaused;
    private boolean isCanceled;
    private boolean wasCanceled;
    private long doneCount;

    JobPromise(String key, JobKind kind) {
        this.key = key;
        this.kind = kind;
    }

    String key() {
        return key;
    }

    JobKind kind() {
        return kind;
    }

    /** The number that a client was given; null while no submit was answered. */
    synchronized @Nullable JobId id() {
        return id;
    }

    synchronized void submitted(JobId given) {
        if (id != null && !id.equals(given)) {
            throw new Broken("key " + key + " was answered with job " + id + " and later with job " + given);
        }
        id = given;
    }

    synchronized void paused(boolean now) {
        isPaused = now;
    }

    synchronized void canceled() {
        isCanceled = true;
        wasCanceled = true;
    }

    synchronized void retried() {
        isCanceled = false;
    }

    /** Takes in a view of the job, and holds it against what was said before. */
    synchronized void seen(JobView view) {
        Counts counts = view.counts();
        if (!view.name().equals(key)) {
            throw new Broken("job " + view.id() + " was '" + key + "' and is now '" + view.name() + "'");
        }
        if (counts.done() < doneCount) {
            throw new Broken("job " + view.id() + " had " + doneCount + " done commands and now has " + counts.done());
        }
        doneCount = counts.done();
    }

    /** The same for a view that is surely newer than every answer: also pauses and cancels must show. */
    synchronized void reread(JobView view) {
        seen(view);
        if (view.paused() != isPaused) {
            throw new Broken(
                    "job " + view.id() + " was answered to be " + word(isPaused) + " and is " + word(!isPaused));
        }
        if (isCanceled && view.counts().ended() < view.counts().total()) {
            throw new Broken("job " + view.id() + " was answered to be canceled and goes on: " + view.counts());
        }
    }

    private static String word(boolean paused) {
        return paused ? "paused" : "not paused";
    }

    /** Takes in a view of a command. */
    synchronized void seen(CommandView view) {
        Integer attempt = done.get(view.id());
        if (attempt != null && (view.status() != Status.DONE || view.attempt() != attempt)) {
            throw new Broken("command " + view.id() + " was shown as done by attempt " + attempt + " and is now "
                    + view.status() + ", attempt " + view.attempt());
        }
        if (view.status() == Status.DONE) {
            done.put(view.id(), view.attempt());
        }
    }

    /** How many separate answers are kept here. */
    synchronized int answerCount() {
        return id == null ? 0 : 3 + done.size();
    }

    /** Holds a job that is over against what was to be expected. */
    synchronized void settled(JobView view) {
        reread(view);
        boolean isExpected = view.status() == kind.outcome() || (wasCanceled && view.status() == Status.CANCELED);
        if (!isExpected) {
            throw new Broken("job " + view.id() + " (" + kind + ") ended as " + view.status() + ": " + view.counts());
        }
    }
}
