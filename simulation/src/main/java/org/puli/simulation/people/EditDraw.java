package org.puli.simulation.people;

import java.util.ArrayList;
import java.util.List;
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
        return switch (chance.between(0, 3)) {
            case 0 -> head(now);
            case 1 -> head(now.withTree(tasks(now.tasks()), now.groups()));
            default -> now.withTree(tasks(now.tasks()), now.groups());
        };
    }

    private JobSpec head(JobSpec now) {
        return new JobSpec(
                JobSpec.VERSION,
                now.name(),
                chance.happens(0.5) ? "ada" : "bea",
                chance.happens(0.6) ? now.pool() : draw.pool(),
                chance.between(0, 100),
                chance.spread(0.1, 10.0),
                chance.happens(0.4) ? 0 : chance.between(1, 8),
                draw.tags(),
                now.paused(),
                chance.happens(0.5) ? now.settings() : draw.settings(),
                now.tasks(),
                now.groups(),
                now.strategy());
    }

    private List<TaskSpec> tasks(List<TaskSpec> now) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (TaskSpec task : now) {
            tasks.add(chance.happens(0.5) ? task : task.withWork(task.command(), task.commands(), draw.settings()));
        }
        return tasks;
    }
}
