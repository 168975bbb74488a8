package org.puli.simulation.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.Condition;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.Grace;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Preempt;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.Resources;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.ShareSpec;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;
import org.puli.simulation.time.Chance;

/** Draws small things of every kind that the planner has a rule for. */
final class PlannerDraw {
    static final List<PoolName> POOLS = List.of(JobSpec.DEFAULT_POOL, new PoolName("night"), new PoolName("gpu"));
    static final List<LicenseName> LICENSES = List.of(new LicenseName("nuke"), new LicenseName("shave"));
    private static final List<String> WORDS = List.of("a", "b");
    private static final List<Double> WEIGHTS = List.of(1.0, 1.0, 2.0, 3.0, 0.5);
    private static final List<Preempt> STOPPING = List.of(Preempt.OLDEST, Preempt.CHEAPEST);
    private static final long GIGABYTE = 1L << 30;

    private final Chance chance;
    /** On some days most work is plain and preemptible, and shares have minimums: then much is lent and taken back. */
    private final boolean isLending;

    private int nodeCount;

    PlannerDraw(Chance chance) {
        this.chance = chance;
        this.isLending = chance.happens(0.3);
    }

    boolean isLending() {
        return isLending;
    }

    PoolSpec pool(PoolName name) {
        List<ShareSpec> shares = new ArrayList<>();
        int count = !isLending && chance.happens(0.4) ? 0 : chance.between(1, 3);
        for (int i = 0; i < count; i++) {
            Map<String, List<String>> tags =
                    chance.happens(0.8) ? Map.of("prod", List.of(chance.pick(WORDS))) : Map.of();
            List<String> owners = chance.happens(0.3) ? List.of("bob") : List.of();
            double min = chance.happens(isLending ? 0.8 : 0.4) ? chance.between(1, isLending ? 8 : 4) : 0;
            double max = chance.happens(isLending ? 0.05 : 0.3) ? chance.between(1, 6) : 0;
            shares.add(new ShareSpec("share-" + i, tags, owners, chance.pick(WEIGHTS), min, max));
        }
        Grace grace = new Grace(Duration.ofMillis(chance.between(0, 3) * 1_000L));
        return new PoolSpec(name, shares, chance.happens(0.3) ? 0 : chance.between(1, 2))
                .withAgeBoost(boost())
                .with(isLending ? chance.pick(STOPPING) : chance.pick(List.of(Preempt.values())), grace);
    }

    /** A point every few minutes or hours. */
    private double boost() {
        return chance.happens(0.4) ? 0 : chance.pick(List.of(0.5, 2.0, 7.125, 30.0, 100.0));
    }

    /** Time until something else happens; often none, and seldom much where graces count. */
    long pause() {
        if (isLending && chance.happens(0.7)) {
            return chance.between(0, 1_500);
        }
        return chance.happens(0.4) ? 0 : chance.spread(1L, 3_600_000L);
    }

    /** The same job in another order: of the job, of its tasks, and of its groups. */
    JobSpec reordered(JobSpec job) {
        JobSpec head = new JobSpec(
                JobSpec.VERSION,
                job.name(),
                job.owner(),
                job.pool(),
                50 + 10 * chance.between(0, 1),
                chance.pick(WEIGHTS),
                chance.happens(0.3) ? chance.between(1, 3) : 0,
                job.tags(),
                job.paused(),
                job.settings(),
                job.tasks(),
                job.groups(),
                chance.pick(List.of(Strategy.values())));
        return head.withTree(reorderedTasks(job.tasks()), reorderedGroups(job.groups()));
    }

    private List<TaskSpec> reorderedTasks(List<TaskSpec> tasks) {
        return tasks.stream()
                .map(task -> chance.happens(0.5) ? task : task.withPrecedence(precedence()))
                .toList();
    }

    private List<GroupSpec> reorderedGroups(List<GroupSpec> groups) {
        List<GroupSpec> others = new ArrayList<>();
        for (GroupSpec group : groups) {
            GroupSpec other = group.withTree(reorderedTasks(group.tasks()), reorderedGroups(group.groups()));
            others.add(
                    chance.happens(0.3)
                            ? other
                            : other.withOrder(precedence(), chance.pick(List.of(Strategy.values()))));
        }
        return others;
    }

    WorkerFacts facts() {
        long memory = chance.happens(0.5) ? 0 : chance.between(2, 9) * GIGABYTE;
        Equipment equipment = chance.happens(0.4)
                ? Equipment.NONE
                : new Equipment(
                        chance.happens(0.5) ? 0 : chance.between(1, 2),
                        chance.between(0, 4) * GIGABYTE,
                        chance.happens(0.5) ? Map.of() : Map.of("scratch", (double) chance.between(1, 3)),
                        chance.happens(0.4) ? List.of() : List.of(chance.pick(WORDS)),
                        chance.happens(0.4) ? List.of() : List.of(chance.pick(WORDS)),
                        Map.of("rack", chance.pick(WORDS)),
                        chance.pick(List.of(1.0, 1.0, 1.5, 0.5)),
                        List.of());
        return new WorkerFacts(chance.between(1, 6), memory, "test", "1", equipment);
    }

    /** By what seats are counted from now on; null for as before. */
    @Nullable
    SeatsPer per() {
        return chance.happens(0.5) ? null : chance.pick(List.of(SeatsPer.values()));
    }

    /** An order of some pools, or none. */
    List<PoolName> poolOrder() {
        List<PoolName> order = new ArrayList<>();
        List<PoolName> left = new ArrayList<>(POOLS);
        while (!left.isEmpty() && chance.happens(0.6)) {
            PoolName next = chance.pick(left);
            left.remove(next);
            order.add(next);
        }
        return order;
    }

    List<PoolName> memberships() {
        List<PoolName> members = new ArrayList<>();
        for (PoolName pool : POOLS) {
            if (chance.happens(isLending && pool.equals(JobSpec.DEFAULT_POOL) ? 0.9 : 0.5)) {
                members.add(pool);
            }
        }
        return members;
    }

    JobSpec job() {
        nodeCount = 0;
        List<TaskSpec> tasks = tasks(chance.between(1, 2));
        List<GroupSpec> groups = chance.happens(0.4) ? List.of(group(1)) : List.of();
        JobSpec job = new JobSpec(
                JobSpec.VERSION,
                "job",
                chance.happens(0.3) ? "bob" : "ada",
                isLending && chance.happens(0.7) ? JobSpec.DEFAULT_POOL : chance.pick(POOLS),
                50 + 10 * chance.between(0, 1),
                chance.pick(WEIGHTS),
                chance.happens(isLending ? 0.05 : 0.3) ? chance.between(1, 3) : 0,
                chance.happens(0.7) ? Map.of("prod", chance.pick(WORDS)) : Map.of(),
                chance.happens(0.1),
                settings(),
                tasks,
                groups,
                chance.pick(List.of(Strategy.values())));
        return chance.happens(0.05) ? job.withAfter(List.of(file())) : job;
    }

    private GroupSpec group(int depth) {
        List<GroupSpec> inner = depth < 3 && chance.happens(0.4) ? List.of(group(depth + 1)) : List.of();
        return new GroupSpec(
                "node-" + nodeCount++,
                chance.happens(0.05) ? List.of(file()) : List.of(),
                chance.happens(0.03),
                settings(),
                tasks(chance.between(1, 3)),
                inner,
                precedence(),
                chance.pick(List.of(Strategy.values())));
    }

    private List<TaskSpec> tasks(int count) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(task());
        }
        return tasks;
    }

    private TaskSpec task() {
        List<Dependency> after = new ArrayList<>();
        if (nodeCount > 0 && chance.happens(0.2)) {
            after.add(drawWait());
        }
        if (chance.happens(0.05)) {
            after.add(file());
        }
        return new TaskSpec(
                "node-" + nodeCount++,
                new CommandLine(List.of("render", "{frame}"), false),
                FrameRange.parse("1-" + chance.between(1, isLending ? 24 : 8)),
                1,
                List.of(),
                after,
                chance.happens(0.03),
                settings(),
                precedence());
    }

    private Dependency file() {
        return new Dependency.File("/file-" + chance.between(1, 3));
    }

    /** The same job, some of the time after another one or a time. */
    JobSpec after(JobSpec job, List<JobId> others) {
        if (chance.happens(0.04)) {
            return job.withAfter(List.of(new Dependency.Time(null, Duration.ofMinutes(chance.between(1, 60)))));
        }
        if (others.isEmpty() || chance.happens(0.95)) {
            return job;
        }
        return job.withAfter(List.of(new Dependency.End(chance.pick(others), null, outcome(), null, null)));
    }

    private Dependency drawWait() {
        String name = "node-" + chance.between(0, nodeCount - 1);
        return chance.happens(0.5)
                ? Dependency.on(name, outcome())
                : new Dependency.End(
                        null, name, outcome(), chance.pick(List.of(Dependency.By.values())), chance.between(-1, 1));
    }

    private Dependency.Outcome outcome() {
        return chance.pick(List.of(Dependency.Outcome.values()));
    }

    private Precedence precedence() {
        return chance.happens(0.4)
                ? Precedence.DEFAULT
                : new Precedence(
                        50 + 10 * chance.between(0, 1),
                        chance.pick(WEIGHTS),
                        chance.happens(0.6) ? 0 : chance.between(1, 3),
                        chance.between(-1, 1));
    }

    private TaskSettings settings() {
        return TaskSettings.NONE
                .withCores(chance.happens(0.5) ? null : chance.pick(List.of(1.0, 2.0, 0.5, 4.0, 1.5)))
                .withMemoryBytes(chance.happens(0.7) ? null : Long.valueOf(chance.between(1, 4) * GIGABYTE))
                .withLicenses(chance.happens(isLending ? 0.95 : 0.7) ? null : licenses())
                .withAttempts(chance.between(1, 2))
                .withPreemptible(
                        chance.happens(isLending ? 0.1 : 0.5)
                                ? null
                                : Boolean.valueOf(chance.happens(isLending ? 0.95 : 0.7)))
                .withResources(chance.happens(0.6) ? null : resources())
                .withRequirements(chance.happens(isLending ? 0.95 : 0.7) ? null : requirements());
    }

    private Map<LicenseName, Integer> licenses() {
        Map<LicenseName, Integer> seats = new TreeMap<>();
        seats.put(chance.pick(LICENSES), chance.between(1, 2));
        if (chance.happens(0.3)) {
            seats.put(chance.pick(LICENSES), 1);
        }
        return seats;
    }

    private Resources resources() {
        return new Resources(
                chance.happens(0.6) ? null : Double.valueOf(chance.between(1, 4)),
                chance.happens(0.8) ? null : Integer.valueOf(chance.between(0, 2)),
                chance.happens(0.9) ? null : Long.valueOf(chance.between(1, 3) * GIGABYTE),
                chance.happens(0.8) ? null : Map.of("scratch", 0.5 * chance.between(1, 3)),
                chance.happens(0.2) ? Boolean.TRUE : null);
    }

    private Requirements requirements() {
        List<String> none = List.of();
        return new Requirements(
                chance.happens(0.6) ? none : List.of(chance.pick(WORDS)),
                chance.happens(0.8) ? none : List.of(chance.pick(WORDS)),
                chance.happens(0.5) ? Map.of() : conditions(),
                chance.happens(0.9) ? none : List.of("*1", "w2"),
                chance.happens(0.9) ? none : List.of("w*3"));
    }

    private Map<String, Condition> conditions() {
        return chance.happens(0.5)
                ? Map.of("rack", new Condition(none(), List.of(chance.pick(WORDS)), null, null))
                : Map.of("cores", Condition.atLeast(chance.between(1, 4)));
    }

    private static List<String> none() {
        return List.of();
    }

    /** One of several; null when there are none. */
    <T> @Nullable T any(List<T> from) {
        return from.isEmpty() ? null : chance.pick(from);
    }
}
