package org.puli.api.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;

/**
 * Finds the task or group of a job at a place and puts another one there. Places count from 0 as the farm numbers them:
 * the tasks of a level, then each of its groups followed by what is in it.
 */
final class SpecTree {
    /** What becomes of the one that is found. */
    record Edit(UnaryOperator<TaskSpec> ofTask, UnaryOperator<GroupSpec> ofGroup) {}

    private record Level(List<TaskSpec> tasks, List<GroupSpec> groups) {}

    private final int place;
    private final Edit edit;
    private int next;

    private SpecTree(int place, Edit edit) {
        this.place = place;
        this.edit = edit;
    }

    /** The same job with another task or group at a place. */
    static JobSpec edited(JobSpec job, int place, Edit edit) {
        Level level = new SpecTree(place, edit).edited(job.tasks(), job.groups());
        return job.withTree(level.tasks(), level.groups());
    }

    private Level edited(List<TaskSpec> tasks, List<GroupSpec> groups) {
        List<TaskSpec> newTasks = new ArrayList<>();
        for (TaskSpec task : tasks) {
            newTasks.add(next++ == place ? edit.ofTask().apply(task) : task);
        }
        List<GroupSpec> newGroups = new ArrayList<>();
        for (GroupSpec group : groups) {
            GroupSpec own = next++ == place ? edit.ofGroup().apply(group) : group;
            Level level = edited(own.tasks(), own.groups());
            newGroups.add(own.withTree(level.tasks(), level.groups()));
        }
        return new Level(newTasks, newGroups);
    }
}
