package org.puli.simulation.people;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.NumberRange;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.Status;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.FinishCommands;
import org.puli.farm.request.HoldCommands;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.ReleaseCommands;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.SkipCommands;
import org.puli.farm.request.Target;
import org.puli.simulation.time.Chance;

/** Draws what somebody does to a job, or to a part of it. */
final class VerbDraw {
    private final Chance chance;
    private final List<String> nodes = new ArrayList<>();

    /** Verbs for jobs of this kind. */
    VerbDraw(Chance chance, JobSpec spec) {
        this.chance = chance;
        name(spec.tasks(), spec.groups());
    }

    private void name(List<TaskSpec> tasks, List<GroupSpec> groups) {
        tasks.forEach(task -> nodes.add(task.name()));
        for (GroupSpec group : groups) {
            nodes.add(group.name());
            name(group.tasks(), group.groups());
        }
    }

    Request<?> draw(JobId job) {
        return switch (chance.between(0, 11)) {
            case 0, 1 -> new PauseJob(target(job), chance.pick(List.of(Running.values())), chance.happens(0.2));
            case 2, 3 -> new ResumeJob(target(job), chance.happens(0.4));
            case 4 -> new ResumeJob(target(job), chance.happens(0.4), true);
            case 5 -> new CancelJob(selection(job));
            case 6, 7 -> new RetryJob(selection(job), chance.happens(0.3));
            case 8 -> new FinishCommands(selection(job));
            case 9 -> new HoldCommands(selection(job), chance.pick(List.of(Running.values())));
            case 10 -> new ReleaseCommands(selection(job));
            default -> new SkipCommands(selection(job));
        };
    }

    private Target target(JobId job) {
        return chance.happens(0.4) ? new Target.WholeJob(job) : new Target.NodeOfJob(job, chance.pick(nodes));
    }

    private Selection selection(JobId job) {
        return new Selection(
                target(job),
                chance.happens(0.7) ? null : chance.pick(List.of(Status.values())),
                chance.happens(0.6) ? null : FrameRange.parse("1-" + chance.between(1, 9) + "x2"),
                numbers(),
                chance.happens(0.2));
    }

    private List<NumberRange> numbers() {
        @Nullable Long first = chance.happens(0.8) ? null : Long.valueOf(chance.between(1L, 200L));
        return first == null ? List.of() : List.of(new NumberRange(first, first + chance.between(0L, 50L)));
    }
}
