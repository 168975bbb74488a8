package org.puli.simulation.people;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.By;
import org.puli.api.spec.Dependency.Outcome;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.simulation.time.Chance;
import org.puli.simulation.world.SimStorage;

/** Draws what tasks, groups and jobs wait for: only what was there before, so that nothing ever waits in a circle. */
final class WaitDraw {
    private final Chance chance;
    /** Tasks and groups of the job that is drawn, so far; of these the tasks, and of these those with frames. */
    private final List<String> names = new ArrayList<>();

    private final List<String> tasks = new ArrayList<>();
    private final List<String> framed = new ArrayList<>();

    WaitDraw(Chance chance) {
        this.chance = chance;
    }

    void clear() {
        names.clear();
        tasks.clear();
        framed.clear();
    }

    void add(String task, boolean hasFrames) {
        names.add(task);
        tasks.add(task);
        if (hasFrames) {
            framed.add(task);
        }
    }

    void addGroup(String name) {
        names.add(name);
    }

    /** What a task or group waits for; {@code hasFrames} is true for a task that has some. */
    List<Dependency> draw(boolean hasFrames) {
        List<Dependency> after = new ArrayList<>();
        if (chance.happens(0.04)) {
            after.add(time());
        }
        while (chance.happens(0.05)) {
            after.add(file());
        }
        if (!names.isEmpty() && chance.happens(0.4)) {
            after.add(chance.happens(0.4) && hasFrames && !framed.isEmpty() ? paired() : whole());
            if (chance.happens(0.2)) {
                after.add(Dependency.on(chance.pick(names), Outcome.DONE));
            }
        }
        return after;
    }

    private Dependency time() {
        return new Dependency.Time(null, Duration.ofSeconds(chance.between(0, 900)));
    }

    private Dependency file() {
        return new Dependency.File(chance.pick(SimStorage.paths()));
    }

    private Dependency whole() {
        return Dependency.on(chance.pick(names), outcome());
    }

    private Outcome outcome() {
        return chance.happens(0.6) ? Outcome.DONE : chance.pick(List.of(Outcome.values()));
    }

    private Dependency paired() {
        boolean isByFrame = chance.happens(0.7);
        return new Dependency.End(
                null, chance.pick(isByFrame ? framed : tasks), outcome(), isByFrame ? By.FRAME : By.COMMAND, offset());
    }

    private @Nullable Integer offset() {
        return chance.happens(0.5) ? null : Integer.valueOf(chance.between(-3, 3));
    }

    /** The same job, which also waits for some that were submitted before, or for a file. */
    JobSpec among(List<JobId> others, JobSpec spec) {
        if (chance.happens(0.1)) {
            return spec.withAfter(chance.happens(0.3) ? List.of(time(), file()) : List.of(file()));
        }
        if (others.isEmpty() || chance.happens(0.6)) {
            return spec;
        }
        JobId other = chance.pick(others);
        if (chance.happens(0.5)) {
            Dependency end = new Dependency.End(other, chance.happens(0.7) ? null : "task-0", outcome(), null, null);
            return spec.withAfter(chance.happens(0.2) ? List.of(end, time()) : List.of(end));
        }
        TaskSpec first = spec.tasks().getFirst();
        By by = chance.happens(0.3) ? null : chance.happens(0.5) ? By.FRAME : By.COMMAND;
        List<Dependency> after = new ArrayList<>(first.after());
        after.add(new Dependency.End(other, "task-0", outcome(), by, by == null ? null : offset()));
        List<TaskSpec> all = new ArrayList<>(spec.tasks());
        all.set(0, first.withAfter(after));
        return spec.withTree(all, spec.groups());
    }
}
