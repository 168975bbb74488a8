package org.puli.simulation.people;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.simulation.fault.FaultPlan;
import org.puli.simulation.time.Chance;

/** Draws what somebody changes of a job that is there. */
final class EditDraw {
    private final Chance chance;
    private final JobDraw draw;

    EditDraw(FaultPlan plan, Chance chance) {
        this.chance = chance;
        this.draw = new JobDraw(plan, chance, false);
    }

    JobSpec draw(JobSpec now) {
        return switch (chance.between(0, 6)) {
            case 0 -> head(now);
            case 1 -> head(now.withTree(tasks(now.tasks()), now.groups()));
            case 2, 3 -> now.withTree(placed(now.tasks()), placedGroups(now.groups()));
            case 4 -> retimed(now);
            default -> now.withTree(tasks(now.tasks()), now.groups());
        };
    }

    private JobSpec head(JobSpec now) {
        JobSpec edited = new JobSpec(
                JobSpec.VERSION,
                now.name(),
                chance.happens(0.5) ? "ada" : "bea",
                chance.happens(0.6) ? now.pool() : draw.pool(),
                chance.between(0, 100),
                chance.spread(0.1, 10.0),
                chance.happens(0.4) ? 0 : chance.between(1, 8),
                draw.tags(),
                now.paused(),
                chance.happens(0.5) ? now.settings() : draw.jobSettings(),
                now.tasks(),
                now.groups(),
                chance.happens(0.5) ? now.strategy() : draw.strategy());
        return edited.withAfter(now.after());
    }

    /** The same job, where some wait for other times. */
    private JobSpec retimed(JobSpec now) {
        JobSpec edited = now.withTree(retimed(now.tasks()), retimedGroups(now.groups()));
        return edited.withAfter(retimedAfter(now.after()));
    }

    private List<TaskSpec> retimed(List<TaskSpec> now) {
        return now.stream()
                .map(task -> task.withAfter(retimedAfter(task.after())))
                .toList();
    }

    private List<GroupSpec> retimedGroups(List<GroupSpec> now) {
        List<GroupSpec> groups = new ArrayList<>();
        for (GroupSpec group : now) {
            GroupSpec other = group.withTree(retimed(group.tasks()), retimedGroups(group.groups()));
            groups.add(other.withAfter(retimedAfter(group.after())));
        }
        return groups;
    }

    /** Times go, stay or become others, and now and then one comes; ends and files stay. */
    private List<Dependency> retimedAfter(List<Dependency> now) {
        List<Dependency> after = new ArrayList<>();
        for (Dependency one : now) {
            if (!(one instanceof Dependency.Time) || chance.happens(0.3)) {
                after.add(one);
            } else if (chance.happens(0.6)) {
                after.add(time());
            }
        }
        if (now.stream().noneMatch(one -> one instanceof Dependency.Time) && chance.happens(0.2)) {
            after.add(chance.between(0, after.size()), time());
        }
        return after;
    }

    private Dependency time() {
        return new Dependency.Time(null, Duration.ofSeconds(chance.between(0, 900)));
    }

    /** The same tasks, some of them elsewhere among their siblings. */
    private List<TaskSpec> placed(List<TaskSpec> now) {
        return now.stream()
                .map(task -> chance.happens(0.5) ? task : task.withPrecedence(draw.precedence()))
                .toList();
    }

    private List<GroupSpec> placedGroups(List<GroupSpec> now) {
        List<GroupSpec> groups = new ArrayList<>();
        for (GroupSpec group : now) {
            GroupSpec other = group.withTree(placed(group.tasks()), placedGroups(group.groups()));
            groups.add(chance.happens(0.3) ? other : other.withOrder(draw.precedence(), draw.strategy()));
        }
        return groups;
    }

    private List<TaskSpec> tasks(List<TaskSpec> now) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (TaskSpec task : now) {
            CommandLine line = task.command() == null ? null : draw.line();
            tasks.add(chance.happens(0.5) ? task : task.withWork(line, task.commands(), draw.settings()));
        }
        return tasks;
    }
}
