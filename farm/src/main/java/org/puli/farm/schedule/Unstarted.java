package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.WhyView.Counted;
import org.puli.api.view.WhyView.Part;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Task;

/**
 * A kind of work of which a job has something to start: ready work that needs the same, or a task that is kept out of
 * line.
 *
 * @param claim the ready work; null for a task
 * @param task the task; null for ready work
 * @param turn what is ready comes first, then what people can change, then what waits
 * @param expectedAt when it may start, as {@link Outlook} estimates; null when that cannot be told
 */
record Unstarted(
        @Nullable Claim claim,
        @Nullable Task task,
        int turn,
        @Nullable Long expectedAt) {
    private static final int READY = 0;
    private static final int UP_TO_PEOPLE = 1;
    private static final int WAITS = 2;

    /** Of a job of ten thousand tasks only the first are asked for whom they wait, which takes a while. */
    private static final int MOST_SORTED = 1_000;

    private static final Comparator<Unstarted> ORDER = Comparator.comparingInt(Unstarted::turn)
            .thenComparing(Unstarted::expectedAt, Comparator.nullsLast(Comparator.naturalOrder()));

    /** All of a job that is neither paused nor at its maximum; in each turn what is expected first comes first. */
    static List<Unstarted> of(Farm farm, AssignmentPlanner planner, Job job) {
        Outlook outlook = new Outlook(farm, planner);
        List<Unstarted> all = new ArrayList<>();
        for (Claim claim : planner.claims(job)) {
            if (!claim.isEmpty()) {
                all.add(new Unstarted(claim, null, READY, outlook.ofClaim(claim)));
            }
        }
        for (Task task : job.tasks()) {
            if (Hindrance.isAny(task)) {
                boolean isUpToPeople = all.size() < MOST_SORTED && Hindrance.isUpToPeople(farm, task);
                all.add(new Unstarted(
                        null, task, isUpToPeople ? UP_TO_PEOPLE : WAITS, isUpToPeople ? null : Outlook.ofTimes(task)));
            }
        }
        all.sort(ORDER);
        return all;
    }

    /**
     * In words.
     *
     * @param answer as the rest of a sentence about its job
     * @param advice what to change; null when waiting is all that helps
     */
    record Told(Part part, String answer, @Nullable String advice, boolean isUrgent) {}

    /** Why it does not start. */
    Told tell(Farm farm, AssignmentPlanner planner, Job job) {
        if (claim != null) {
            LaneReason reason = LaneReason.of(farm, claim, planner);
            Part part = new Part(LaneReason.work(job, claim), reason.clause(), reason.workers());
            return new Told(part, Clause.rest(reason.clause()), reason.advice(), true);
        }
        Task kept = requireNonNull(task, "it is one of both");
        String hindrance = Hindrance.ofAny(farm, kept);
        String rest = hindrance == null ? "waits" : hindrance;
        boolean runs = job.counts().assigned() + job.counts().running() > 0;
        String name = "task '" + kept.name() + "'";
        List<Counted> nobody = List.of();
        return new Told(
                new Part(name, Clause.of(rest), nobody),
                (runs ? "runs all that it can: " : "waits: ") + name + " " + rest,
                WaitAdvice.of(farm, kept),
                turn == UP_TO_PEOPLE);
    }
}
