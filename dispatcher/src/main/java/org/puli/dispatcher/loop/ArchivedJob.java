package org.puli.dispatcher.loop;

import org.jspecify.annotations.Nullable;
import org.puli.api.view.JobView;
import org.puli.farm.Farm;
import org.puli.farm.Moment;
import org.puli.farm.decide.Decision;
import org.puli.farm.decide.Decisions;
import org.puli.farm.decide.Rules;
import org.puli.farm.request.Request;
import org.puli.farm.row.FarmRows;
import org.puli.farm.schedule.AssignmentPlanner;
import org.puli.farm.schedule.Why;

/**
 * A job of the history, in a farm where there is nothing but this job: what is asked of it is answered as if it were in
 * memory. Safe on every thread.
 */
public final class ArchivedJob {
    private final Farm farm;
    private final Decisions decisions;
    private final long archivedAt;
    private final @Nullable Long deletedAt;

    /**
     * Takes its rows, with those of the workers and pools that they name.
     *
     * @param archivedAt when it left memory, milliseconds since 1970
     * @param deletedAt since when it counts as deleted; 0 when it does not
     */
    public ArchivedJob(FarmRows rows, long archivedAt, long deletedAt) {
        this.farm = Farm.load(rows);
        this.decisions = new Decisions(() -> Rules.DEFAULT, job -> null, new Why(farm, new AssignmentPlanner(farm)));
        this.archivedAt = archivedAt;
        this.deletedAt = deletedAt == 0 ? null : deletedAt;
    }

    /** Whether it counts as deleted. */
    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** As the history has it. */
    public JobView shown(JobView view) {
        return view.archived(archivedAt, deletedAt);
    }

    /**
     * Answers a question that changes nothing.
     *
     * @throws Refused when it cannot be answered
     */
    public synchronized <R> R ask(Request<R> question) {
        Decision<R> decision = decisions.decide(farm, question, new Moment(0, 0));
        if (decision.refusal() != null) {
            throw new Refused(decision.refusal());
        }
        return decision.answer().apply(farm);
    }
}
