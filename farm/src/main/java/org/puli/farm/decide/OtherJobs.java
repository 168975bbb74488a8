package org.puli.farm.decide;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.CommandPairs;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.By;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.JobView;
import org.puli.farm.ArchivedEnds;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Node;
import org.puli.farm.Task;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Refusal.Kind;

/**
 * Whether the other jobs are there that a new job waits for. A job can name only what is there before it, so jobs never
 * wait for each other in a circle. Lives as long as one decision.
 */
final class OtherJobs {
    private static final int MOST_NAMES = 20;

    private final Farm farm;
    private final List<JobView> archived;

    private OtherJobs(Farm farm, List<JobView> archived) {
        this.farm = farm;
        this.archived = archived;
    }

    /** Why a job cannot be taken; null when it can. Jobs of the history have ended once and for all. */
    static @Nullable Refusal problem(Farm farm, JobSpec spec, List<JobView> archived) {
        return new OtherJobs(farm, archived).problem(spec);
    }

    private @Nullable Refusal problem(JobSpec spec) {
        String problem = findProblem("job '" + spec.name() + "'", spec.after(), null);
        problem = problem == null ? findProblem(spec.tasks(), spec.groups()) : problem;
        return problem == null
                ? null
                : new Refusal(Kind.UNPROCESSABLE, "unknown-dependency", problem + "; the job was not taken");
    }

    private @Nullable String findProblem(List<TaskSpec> tasks, List<GroupSpec> groups) {
        for (TaskSpec task : tasks) {
            String problem = findProblem("task '" + task.name() + "'", task.after(), task);
            if (problem != null) {
                return problem;
            }
        }
        for (GroupSpec group : groups) {
            String own = findProblem("group '" + group.name() + "'", group.after(), null);
            String problem = own != null ? own : findProblem(group.tasks(), group.groups());
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private @Nullable String findProblem(String who, List<Dependency> after, @Nullable TaskSpec task) {
        for (Dependency dependency : after) {
            String problem = dependency instanceof Dependency.End end ? findProblem(end, task) : null;
            if (problem != null) {
                return who + " waits for " + dependency.words() + ", but " + problem;
            }
        }
        return null;
    }

    private @Nullable String findProblem(Dependency.End end, @Nullable TaskSpec task) {
        if (end.job() == null) {
            return null;
        }
        Job other = farm.findJob(end.job());
        if (other == null) {
            return findArchivedProblem(end);
        }
        if (end.task() == null) {
            return null;
        }
        Node node = other.findNode(end.task());
        if (node == null) {
            return "job " + other.id() + " has no task or group '" + end.task() + "'" + " (there are: " + names(other)
                    + ")";
        }
        return end.by() == null ? null : findPairProblem(end.by(), node, task);
    }

    private @Nullable String findArchivedProblem(Dependency.End end) {
        for (JobView view : archived) {
            if (view.id().equals(end.job())) {
                return ArchivedEnds.problem(view, end);
            }
        }
        return "there is no job " + end.job();
    }

    private static String names(Job job) {
        String names = job.nodes().stream().map(Node::name).limit(MOST_NAMES).collect(Collectors.joining(", "));
        return job.nodes().size() > MOST_NAMES ? names + ", …" : names;
    }

    private static @Nullable String findPairProblem(By by, Node node, @Nullable TaskSpec task) {
        if (task == null || !(node instanceof Task other)) {
            return "only tasks can wait for each other command by command";
        }
        String problem = by == By.FRAME ? CommandPairs.frameProblem(task, other.spec()) : "";
        return problem.isEmpty() ? null : problem;
    }
}
