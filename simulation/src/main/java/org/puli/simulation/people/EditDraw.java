package org.puli.simulation.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.simulation.time.Chance;

/** Draws what somebody changes of a job that is there. */
final class EditDraw {
    private final Chance chance;
    private final int licenses;

    /** Edits on a farm with so many licenses. */
    EditDraw(Chance chance, int licenses) {
        this.chance = chance;
        this.licenses = licenses;
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
                chance.happens(0.1) ? new PoolName("nowhere") : now.pool(),
                chance.between(0, 100),
                chance.spread(0.1, 10.0),
                chance.happens(0.4) ? 0 : chance.between(1, 8),
                now.tags(),
                now.paused(),
                now.settings().withAttempts(chance.between(1, 4)),
                now.tasks(),
                now.groups(),
                now.strategy());
    }

    private List<TaskSpec> tasks(List<TaskSpec> now) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (TaskSpec task : now) {
            boolean stays = chance.happens(0.5);
            tasks.add(stays ? task : task.withWork(task.command(), task.commands(), settings(task.settings())));
        }
        return tasks;
    }

    private TaskSettings settings(TaskSettings now) {
        TaskSettings settings = now.withCores(chance.pick(List.of(0.25, 0.5, 1.0, 2.0, 4.0)));
        if (licenses > 0 && chance.happens(0.3)) {
            Map<LicenseName, Integer> seats = new TreeMap<>();
            seats.put(JobDraw.license(chance.between(1, licenses)), 1);
            return settings.withLicenses(seats);
        }
        return chance.happens(0.3) ? settings.withMemoryBytes(chance.between(1L, 8L) << 30) : settings;
    }
}
