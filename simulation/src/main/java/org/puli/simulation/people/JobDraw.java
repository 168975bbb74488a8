package org.puli.simulation.people;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.Condition;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.Resources;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.simulation.fault.FaultPlan;
import org.puli.simulation.fault.Sizes;
import org.puli.simulation.time.Chance;
import org.puli.simulation.world.WorkerParts;

/** Draws jobs of every shape that the door lets through, and a few that name what is not there. */
final class JobDraw {
    private static final List<CommandLine> LINES = List.of(
            new CommandLine(List.of("render", "{frame}"), false),
            new CommandLine(List.of("render", "{frame}", "{scene}", "--pass={pass}-{pass}"), false),
            new CommandLine(List.of("render {frame} {scene} > {pass}"), true));
    private static final long GIGABYTE = 1L << 30;

    /** Values of the tag by which pools are divided. */
    static final List<String> PRODUCTIONS = List.of("alpha", "beta", "gamma");

    private final FaultPlan plan;
    private final Chance chance;
    private final PolicyDraw policies;
    private final WaitDraw waits;
    private final boolean isLending;
    private final List<String> names = new ArrayList<>();

    /** For a farm that is {@code isLending}, jobs of shares ask for little and nearly all may be stopped for others. */
    JobDraw(FaultPlan plan, Chance chance, boolean isLending) {
        this.isLending = isLending;
        this.plan = plan;
        this.chance = chance;
        this.policies = new PolicyDraw(chance);
        this.waits = new WaitDraw(chance);
    }

    JobSpec draw(String name) {
        names.clear();
        waits.clear();
        List<TaskSpec> tasks = tasks(chance.between(1, 4));
        List<GroupSpec> groups = chance.happens(0.3) ? List.of(group(1)) : List.of();
        return new JobSpec(
                JobSpec.VERSION,
                name,
                "ada",
                pool(),
                chance.happens(0.7) ? JobSpec.DEFAULT_PRIORITY : chance.between(0, 100),
                chance.happens(0.7) ? 1 : chance.spread(0.1, 10.0),
                chance.happens(isLending ? 0.95 : 0.7) ? 0 : chance.between(1, 8),
                tags(),
                chance.happens(0.05),
                jobSettings()
                        .withFailurePolicy(policies.drawOfJob())
                        .withPreemptible(chance.happens(isLending ? 0.95 : 0.5)),
                tasks,
                groups,
                strategy());
    }

    /** Tags of a job, by which it belongs to a share. */
    Map<String, String> tags() {
        return chance.happens(isLending ? 0.1 : 0.5) ? Map.of() : Map.of("prod", chance.pick(PRODUCTIONS));
    }

    /** A pool that is there, now and then one that is not. */
    PoolName pool() {
        if (chance.happens(0.02)) {
            return new PoolName("nowhere");
        }
        return chance.happens(isLending ? 0.95 : 0.8) ? JobSpec.DEFAULT_POOL : chance.pick(Operator.OTHER_POOLS);
    }

    private GroupSpec group(int depth) {
        List<Dependency> after = waits.draw(false);
        List<GroupSpec> inner = depth < 3 && chance.happens(0.4) ? List.of(group(depth + 1)) : List.of();
        List<TaskSpec> tasks = tasks(chance.between(1, 3));
        String name = "group-" + depth;
        names.add(name);
        waits.addGroup(name);
        return new GroupSpec(name, after, chance.happens(0.02), settings(), tasks, inner, precedence(), strategy());
    }

    private List<TaskSpec> tasks(int count) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(task("task-" + names.size()));
        }
        return tasks;
    }

    private TaskSpec task(String name) {
        int commands = (int) chance.spread(1L, plan.sizes().commands()) * (isLending ? 3 : 1);
        int chunk = chance.happens(0.7) ? 1 : chance.between(2, 5);
        boolean isListed = chance.happens(0.2);
        boolean hasFrames = !isListed && !chance.happens(0.1);
        // What waits for others takes no room, and lends none.
        List<Dependency> after = isLending && chance.happens(0.7) ? List.of() : waits.draw(hasFrames);
        names.add(name);
        waits.add(name, hasFrames);
        CommandLine line = line();
        return new TaskSpec(
                name,
                isListed ? null : line,
                hasFrames ? FrameRange.parse("1-" + commands * chunk) : null,
                chunk,
                isListed ? List.of(line, line, line) : List.of(),
                after,
                chance.happens(0.02),
                settings(),
                precedence());
    }

    CommandLine line() {
        return chance.happens(0.6) ? LINES.getFirst() : chance.pick(LINES);
    }

    Strategy strategy() {
        return chance.happens(0.5) ? Strategy.FIFO : chance.pick(List.of(Strategy.values()));
    }

    Precedence precedence() {
        return chance.happens(0.6)
                ? Precedence.DEFAULT
                : new Precedence(
                        chance.between(0, 100),
                        chance.spread(0.1, 10.0),
                        chance.happens(0.7) ? 0 : chance.between(1, 4),
                        chance.between(-2, 2));
    }

    /** What a job says of its commands: every argument that a line may name. */
    TaskSettings jobSettings() {
        return settings().withArguments(Map.of("scene", "scene-" + chance.between(1, 9), "pass", "beauty"));
    }

    /** What a job, group or task says of its commands. */
    TaskSettings settings() {
        return TaskSettings.NONE
                .withArguments(maybe(0.25, List.of("scene", "pass")))
                .withEnvironment(maybe(0.25, List.of("SHOW", "LEVEL")))
                .withTags(maybe(0.15, List.of("step", "artist")))
                .withCores(chance.happens(0.6) ? null : Double.valueOf(cores()))
                .withMemoryBytes(chance.happens(0.8) ? null : Long.valueOf(chance.between(1L, 20L) * GIGABYTE))
                .withLicenses(licenses())
                .withAttempts(chance.happens(0.6) ? null : Integer.valueOf(chance.between(1, 4)))
                .withTimeout(chance.happens(0.8) ? null : Duration.ofMillis(chance.spread(200L, 60_000L)))
                .withResources(chance.happens(0.8) ? null : resources())
                .withRequirements(chance.happens(isLending ? 0.97 : 0.85) ? null : requirements())
                .withFailurePolicy(policies.draw())
                .withPreemptible(chance.happens(0.9) ? null : Boolean.valueOf(chance.happens(0.5)))
                .withSkipDoneFrames(chance.happens(0.6) ? null : Boolean.valueOf(chance.happens(0.8)));
    }

    private Map<String, String> maybe(double probability, List<String> keys) {
        return chance.happens(probability)
                ? Map.of(chance.pick(keys), chance.pick(WorkerParts.WORDS) + chance.between(1, 9))
                : Map.of();
    }

    private Resources resources() {
        return new Resources(
                chance.happens(0.6) ? null : Double.valueOf(cores()),
                chance.happens(0.7) ? null : Integer.valueOf(chance.between(0, 2)),
                chance.happens(0.9) ? null : Long.valueOf(chance.between(1L, 12L) * GIGABYTE),
                chance.happens(0.7) ? null : Map.of("scratch", chance.spread(0.5, 3.0)),
                chance.happens(0.1) ? Boolean.TRUE : null);
    }

    private Requirements requirements() {
        String word = chance.pick(WorkerParts.WORDS);
        List<String> none = List.of();
        return switch (chance.between(0, 3)) {
            case 0 -> new Requirements(List.of(word), none, Map.of(), none, none);
            case 1 -> new Requirements(none, List.of(word), Map.of(), none, none);
            case 2 -> new Requirements(none, none, Map.of("rack", Condition.equalTo(word)), none, none);
            default -> new Requirements(none, none, Map.of("cores", Condition.atLeast(2)), none, List.of("*-1"));
        };
    }

    private double cores() {
        return chance.happens(0.05) ? 1_000 : chance.pick(List.of(0.25, 0.5, 1.0, 1.5, 2.0, 4.0, 8.0));
    }

    private @Nullable Map<LicenseName, Integer> licenses() {
        if (plan.sizes().licenses() == 0 || chance.happens(isLending ? 0.95 : 0.75)) {
            return null;
        }
        Map<LicenseName, Integer> seats = new TreeMap<>();
        seats.put(Sizes.license(chance.between(1, plan.sizes().licenses())), chance.between(1, 2));
        if (chance.happens(0.2)) {
            seats.put(Sizes.license(chance.between(1, plan.sizes().licenses())), 1);
        }
        return seats;
    }
}
