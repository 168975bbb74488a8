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
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Node;
import org.puli.farm.Task;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Refusal.Kind;

/**
 * Whether the other jobs are there that a new job waits for. A job can name only what is there before it, so jobs never
 * wait for each other in a circle. Stateless.
 */
final class OtherJobs {
    private static final int MOST_NAMES = 20;

    private OtherJobs() {}

    /** Why a job cannot be taken; null when it can. */
    static @Nullable Refusal problem(Farm farm, JobSpec spec) {
        String problem = findProblem(farm, "job '" + spec.name() + "'", spec.after(), null);
        problem = problem == null ? findProblem(farm, spec.tasks(), spec.groups()) : problem;
        return problem == null
                ? null
                : new Refusal(Kind.UNPROCESSABLE, "unknown-dependency", problem + "; the job was not taken");
    }

    private static @Nullable String findProblem(Farm farm, List<TaskSpec> tasks, List<GroupSpec> groups) {
        for (TaskSpec task : tasks) {
            String problem = findProblem(farm, "task '" + task.name() + "'", task.after(), task);
            if (problem != null) {
                return problem;
            }
        }
        for (GroupSpec group : groups) {
            String own = findProblem(farm, "group '" + group.name() + "'", group.after(), null);
            String problem = own != null ? own : findProblem(farm, group.tasks(), group.groups());
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String findProblem(
            Farm farm, String who, List<Dependency> after, @Nullable TaskSpec task) {
        for (Dependency dependency : after) {
            String problem = dependency instanceof Dependency.End end ? findProblem(farm, end, task) : null;
            if (problem != null) {
                return who + " waits for " + dependency.words() + ", but " + problem;
            }
        }
        return null;
    }

    private static @Nullable String findProblem(Farm farm, Dependency.End end, @Nullable TaskSpec task) {
        if (end.job() == null) {
            return null;
        }
        Job other = farm.findJob(end.job());
        if (other == null) {
            return "there is no job " + end.job();
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
