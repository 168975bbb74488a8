package org.puli.simulation.invariant;

import org.puli.api.sync.AttemptRef;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;
import org.puli.api.view.WorkerView;
import org.puli.dispatcher.loop.ViewBatch;
import org.puli.farm.Farm;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.WorkerRow;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/** Nothing is shown that the store does not have, and batches are numbered without a gap. */
public final class ViewsFollowStore implements Witness {
    private final Durable durable;
    private long lastBatch;

    /** Compares with what is durable. */
    public ViewsFollowStore(Durable durable) {
        this.durable = durable;
    }

    @Override
    public void loaded(Farm farm, FarmRows rows) {
        lastBatch = rows.farm().batch();
        Broken.unless(
                lastBatch == durable.batch(),
                "batch %s was loaded after batch %s was stored",
                lastBatch,
                durable.batch());
    }

    @Override
    public void published(ViewBatch views) {
        Broken.unless(views.number() == lastBatch + 1, "batch %s is shown after batch %s", views.number(), lastBatch);
        lastBatch = views.number();
        Broken.unless(
                durable.batch() <= views.number(),
                "batch %s is stored before batch %s is shown",
                durable.batch(),
                views.number());
        views.jobs().forEach(this::check);
        views.workers().forEach(this::check);
        views.deletedWorkers()
                .forEach(worker -> Broken.unless(
                        durable.findWorker(worker.value()) == null
                                || views.workers().stream()
                                        .anyMatch(view -> view.name().equals(worker)),
                        "worker %s is shown as gone and is stored",
                        worker));
        views.deletedJobs()
                .forEach(job -> Broken.unless(
                        durable.findJob(job.value()) == null, "job %s is shown as gone and is stored", job));
    }

    /** A job that has begun is stored as running until it is over or held back. */
    private static boolean isSame(JobRow row, Status shown) {
        boolean isBetween = shown == Status.READY || shown == Status.ASSIGNED;
        return row.status() == (isBetween && row.startedAt() > 0 ? Status.RUNNING : shown);
    }

    private void check(JobView view) {
        JobRow row = durable.findJob(view.id().value());
        boolean isSame = row != null
                && isSame(row, view.status())
                && row.paused() == view.paused()
                && row.commandCount() == view.counts().total();
        Broken.unless(
                isSame,
                "job %s is shown as %s and stored as %s",
                view.id(),
                view.status(),
                row == null ? "nothing" : row.status());
    }

    private void check(WorkerView view) {
        WorkerRow row = durable.findWorker(view.name().value());
        boolean isSame = row != null && row.presence() == view.presence() && row.duty() == view.duty();
        Broken.unless(isSame, "worker %s is shown otherwise than it is stored", view.name());
        for (AttemptRef attempt : view.running()) {
            CommandRow command = durable.findCommand(attempt.command().value());
            boolean isHeld = command != null
                    && command.attempt() == attempt.attempt()
                    && command.leaseId() != 0
                    && view.name().value().equals(command.worker());
            Broken.unless(isHeld, "worker %s is shown with attempt %s, which the store has not", view.name(), attempt);
        }
    }
}
