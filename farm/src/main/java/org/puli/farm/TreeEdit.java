package org.puli.farm;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;

/** Gives a job's tasks and groups what an edited spec of the same shape says. */
final class TreeEdit {
    private final Iterator<Node> nodes;
    private final List<Task> changed = new ArrayList<>();
    private final List<Node> retimed = new ArrayList<>();
    private boolean isReordered;

    private TreeEdit(Job job) {
        nodes = job.nodes().iterator();
    }

    /**
     * What follows from an edit.
     *
     * @param changed the tasks that need something else now
     * @param retimed the tasks and groups that wait for other times now
     */
    record Result(List<Task> changed, List<Node> retimed) {}

    /** Whoever stands elsewhere among its siblings is stirred; whoever waits for other times has to be settled. */
    static Result edit(Job job, JobSpec before, JobSpec now) {
        TreeEdit edit = new TreeEdit(job);
        edit.isReordered = before.strategy() != now.strategy();
        job.door().retime(now.after());
        edit.children(JobTree.outermost(now), now.tasks(), now.groups());
        if (edit.isReordered) {
            // A group that serves its children otherwise, or stands elsewhere itself, moves in every line of its tasks.
            job.tasks().forEach(job::stir);
        }
        return new Result(edit.changed, edit.retimed);
    }

    private void children(TaskSettings settings, List<TaskSpec> tasks, List<GroupSpec> groups) {
        for (TaskSpec spec : tasks) {
            Task task = (Task) nodes.next();
            retime(task, spec.after());
            isReordered |= task.place(spec.precedence());
            if (task.edit(spec, spec.settings().inside(settings))) {
                changed.add(task);
            }
        }
        for (GroupSpec spec : groups) {
            Group group = (Group) nodes.next();
            retime(group, spec.after());
            isReordered |= group.place(spec.precedence());
            isReordered |= group.strategy(spec.strategy());
            children(spec.settings().inside(settings), spec.tasks(), spec.groups());
        }
    }

    private void retime(Node node, List<Dependency> after) {
        if (node.retime(after)) {
            retimed.add(node);
        }
    }
}
