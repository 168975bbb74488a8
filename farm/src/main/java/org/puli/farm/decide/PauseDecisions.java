package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.JobView;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.JobShow;
import org.puli.farm.Moment;
import org.puli.farm.Node;
import org.puli.farm.PendingWaits;
import org.puli.farm.Task;
import org.puli.farm.change.Change;
import org.puli.farm.change.Move;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Target;

/** How people hold jobs, groups and tasks back and let them go on. Every verb may be repeated. */
final class PauseDecisions {
    private final Function<Job, @Nullable WaitingReason> waiting;

    PauseDecisions(Function<Job, @Nullable WaitingReason> waiting) {
        this.waiting = waiting;
    }

    Decision<JobView> pause(Farm farm, PauseJob request, Moment now) {
        Choice.Found found = Choice.find(farm, request.target());
        Choice choice = found.choice();
        if (choice == null) {
            return Decision.refuse(found);
        }
        if (request.target() instanceof Target.One) {
            return notOne("paused");
        }
        List<Node> nodes = nodes(choice, request.target(), request.cascade());
        List<Change> changes = new ArrayList<>(held(choice.job(), request.target(), nodes, true));
        if (request.running() != Running.GOES_ON) {
            Move move = request.running() == Running.KILLED ? Move.KILL : Move.REQUEUE;
            changes.addAll(WorkDecisions.stopping(tasks(choice, nodes), move, now));
        }
        String after = "paused"
                + switch (request.running()) {
                    case GOES_ON -> "";
                    case REQUEUED -> ", running commands requeued";
                    case KILLED -> ", running commands killed";
                };
        String before = words(choice.job(), request.target(), nodes);
        return decided(
                choice.job(), changes, note(choice, "pause", request.target(), request.cascade(), before, after));
    }

    Decision<JobView> resume(Farm farm, ResumeJob request, Moment now) {
        Choice.Found found = Choice.find(farm, request.target());
        Choice choice = found.choice();
        if (choice == null) {
            return Decision.refuse(found);
        }
        if (request.target() instanceof Target.One) {
            return notOne("resumed");
        }
        Set<Node> nodes = new LinkedHashSet<>(nodes(choice, request.target(), request.cascade()));
        if (request.cascade()) {
            nodes.addAll(choice.within());
        }
        String before = words(choice.job(), request.target(), List.copyOf(nodes));
        List<Change> changes = new ArrayList<>(held(choice.job(), request.target(), List.copyOf(nodes), false));
        if (request.cascade()) {
            changes.addAll(WorkDecisions.stopping(tasks(choice, List.copyOf(nodes)), Move.RELEASE, now));
        }
        String after = "goes on";
        if (request.now()) {
            nodes.addAll(choice.within());
            changes.addAll(waived(choice.job(), request.target(), nodes, now));
            after += ", whatever times and files it waited for";
        }
        return decided(
                choice.job(), changes, note(choice, "resume", request.target(), request.cascade(), before, after));
    }

    /** What is waited for no longer: by the job as a whole if it is meant, and by these tasks and groups. */
    private static List<Change> waived(Job job, Target target, Set<Node> nodes, Moment now) {
        List<Change> changes = new ArrayList<>();
        if (target instanceof Target.WholeJob) {
            PendingWaits.of(job)
                    .forEach(place -> changes.add(new Change.WaitWaived(job.id(), null, place, now.wall())));
        }
        for (Node node : nodes) {
            PendingWaits.of(node)
                    .forEach(place ->
                            changes.add(new Change.WaitWaived(node.job().id(), node.id(), place, now.wall())));
        }
        return changes;
    }

    private static Decision<JobView> notOne(String what) {
        return Decision.refuse(
                Kind.CONFLICT, "conflict", "a single command is " + what + " by itself, not as a part of a job");
    }

    private static Note note(Choice choice, String verb, Target target, boolean cascade, String before, String after) {
        String words = cascade ? target + ", and what waits for it" : target.toString();
        return Note.of(choice.job().id(), verb, words, before, after);
    }

    /** Whether all that a verb is about goes on, or is paused by itself; how much of it if not all is the same. */
    private static String words(Job job, Target target, List<Node> nodes) {
        boolean isJobMeant = target instanceof Target.WholeJob;
        long all = nodes.size() + (isJobMeant ? 1L : 0);
        long paused = nodes.stream().filter(Node::isPaused).count() + (isJobMeant && job.isPaused() ? 1 : 0);
        if (paused == 0) {
            return "goes on";
        }
        return paused == all ? "paused" : paused + " of " + all + " paused";
    }

    /** The tasks and groups whose own pause is meant; none for a whole job, which has a pause of its own. */
    private static List<Node> nodes(Choice choice, Target target, boolean cascade) {
        List<Node> nodes = new ArrayList<>(target instanceof Target.WholeJob ? List.of() : choice.nodes());
        if (cascade) {
            nodes.addAll(choice.waiting());
        }
        return nodes;
    }

    private static List<Task> tasks(Choice choice, List<Node> nodes) {
        Set<Task> tasks = new LinkedHashSet<>(choice.tasks());
        nodes.forEach(node -> tasks.addAll(node.tasks()));
        return List.copyOf(tasks);
    }

    private static List<Change> held(Job job, Target target, List<Node> nodes, boolean to) {
        List<Change> changes = new ArrayList<>();
        if (target instanceof Target.WholeJob && job.isPaused() != to) {
            changes.add(to ? new Change.JobPaused(job.id()) : new Change.JobResumed(job.id()));
        }
        for (Node node : nodes) {
            if (node.isPaused() != to) {
                changes.add(new Change.NodePaused(node.job().id(), node.id(), to));
            }
        }
        return changes;
    }

    private Decision<JobView> decided(Job job, List<Change> changes, Note note) {
        return Decision.<JobView>of(changes, f -> JobShow.whole(job, waiting.apply(job)))
                .noted(note);
    }
}
