package org.puli.simulation.invariant;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.puli.api.JobId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.simulation.check.PlainJob;
import org.puli.simulation.check.ReferenceFarm;

/** Which jobs a job waits for, read off the documents alone. */
final class Chain {
    private Chain() {}

    /** The jobs that a job waits for, directly or through others. */
    static Set<JobId> of(ReferenceFarm farm, JobId job) {
        Set<JobId> found = new TreeSet<>();
        ArrayDeque<JobId> open = new ArrayDeque<>(List.of(job));
        while (!open.isEmpty()) {
            PlainJob at = farm.findJob(open.remove());
            for (JobId other : at == null ? List.<JobId>of() : others(at.spec())) {
                if (found.add(other)) {
                    open.add(other);
                }
            }
        }
        return found;
    }

    private static List<JobId> others(JobSpec spec) {
        List<Dependency> all = new ArrayList<>(spec.after());
        collect(spec.tasks(), spec.groups(), all);
        List<JobId> jobs = new ArrayList<>();
        for (Dependency one : all) {
            if (one instanceof Dependency.End end && end.job() != null) {
                jobs.add(end.job());
            }
        }
        return jobs;
    }

    private static void collect(List<TaskSpec> tasks, List<GroupSpec> groups, List<Dependency> all) {
        tasks.forEach(task -> all.addAll(task.after()));
        for (GroupSpec group : groups) {
            all.addAll(group.after());
            collect(group.tasks(), group.groups(), all);
        }
    }
}
