package org.puli.farm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.ExitCodes;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseFailure;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.Resources;
import org.puli.api.spec.StopRule;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;

/** Draws jobs that use nearly everything that a job may say. */
final class JobDraw {
    static final List<PoolName> POOLS = List.of(JobSpec.DEFAULT_POOL, new PoolName("lab"), new PoolName("night"));
    static final List<String> PRODUCTIONS = List.of("alpha", "beta");
    static final List<LicenseName> LICENSES = List.of(new LicenseName("a"), new LicenseName("b"));
    static final List<String> FILES = List.of("/show/plate.exr", "/show/cache.abc");
    private static final CommandLine RENDER = new CommandLine(List.of("render", "{frame}"), false);

    private final SplittableRandom random;
    private final List<String> names = new ArrayList<>();
    private final List<String> framed = new ArrayList<>();

    JobDraw(SplittableRandom random) {
        this.random = random;
    }

    boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** A job that may wait for others. */
    JobSpec draw(List<Job> others) {
        names.clear();
        framed.clear();
        List<TaskSpec> tasks = tasks(1 + random.nextInt(3), others);
        List<GroupSpec> groups = one(3) ? List.of(group(0, others)) : List.of();
        JobSpec spec = new JobSpec(
                JobSpec.VERSION,
                "job",
                one(2) ? "ada" : "bea",
                one(3) ? pick(POOLS) : JobSpec.DEFAULT_POOL,
                50 + 10 * random.nextInt(2),
                1 + random.nextInt(3),
                one(4) ? 1 + random.nextInt(3) : 0,
                tags(),
                one(10),
                settings().withFailurePolicy(one(2) ? policy(stop()) : null).withPreemptible(!one(4)),
                tasks,
                groups,
                pick(List.of(Strategy.values())));
        names.clear();
        framed.clear();
        return one(4) ? spec.withAfter(ofWholes(after(others))) : spec;
    }

    private Map<String, String> tags() {
        return one(2) ? Map.of() : Map.of("prod", pick(PRODUCTIONS));
    }

    private GroupSpec group(int depth, List<Job> others) {
        List<GroupSpec> inner = depth < 2 && one(3) ? List.of(group(depth + 1, others)) : List.of();
        List<Dependency> after = one(3) ? ofWholes(after(others)) : List.of();
        List<TaskSpec> tasks = tasks(1 + random.nextInt(2), others);
        String name = "g" + names.size();
        names.add(name);
        return new GroupSpec(
                name, after, one(10), settings(), tasks, inner, precedence(), pick(List.of(Strategy.values())));
    }

    private List<TaskSpec> tasks(int count, List<Job> others) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(task("t" + names.size(), others));
        }
        return tasks;
    }

    private TaskSpec task(String name, List<Job> others) {
        boolean isListed = one(6);
        FrameRange frames = isListed || one(6) ? null : FrameRange.parse("1-" + (1 + random.nextInt(4)));
        List<Dependency> after = one(2) ? after(others) : List.of();
        names.add(name);
        if (frames != null) {
            framed.add(name);
        }
        return new TaskSpec(
                name,
                isListed ? null : RENDER,
                frames,
                one(4) ? 2 : 1,
                isListed ? List.of(RENDER, RENDER) : List.of(),
                frames == null ? ofWholes(after) : after,
                one(10),
                settings(),
                precedence());
    }

    private static List<Dependency> ofWholes(List<Dependency> after) {
        return after.stream()
                .filter(dependency -> !(dependency instanceof Dependency.End end) || end.by() == null)
                .toList();
    }

    private List<Dependency> after(List<Job> others) {
        Dependency.Outcome outcome = one(2) ? Dependency.Outcome.DONE : pick(List.of(Dependency.Outcome.values()));
        return switch (random.nextInt(6)) {
            case 0 -> List.of(new Dependency.Time(null, Duration.ofSeconds(random.nextInt(60))));
            case 1 -> List.of(new Dependency.File(pick(FILES)));
            case 2 -> others.isEmpty() ? List.of() : List.of(end(pick(others), outcome));
            case 3 -> framed.isEmpty() ? List.of() : List.of(paired(null, pick(framed), outcome));
            default -> names.isEmpty() ? List.of() : List.of(Dependency.on(pick(names), outcome));
        };
    }

    private Dependency end(Job other, Dependency.Outcome outcome) {
        List<Task> withFrames = other.tasks().stream()
                .filter(task -> task.spec().frames() != null)
                .toList();
        if (one(3) && !withFrames.isEmpty()) {
            return paired(other.id(), pick(withFrames).name(), outcome);
        }
        String node = pick(other.nodes()).name();
        return new Dependency.End(other.id(), one(2) ? null : node, outcome, null, null);
    }

    private Dependency paired(@Nullable JobId job, String task, Dependency.Outcome outcome) {
        Dependency.By by = pick(List.of(Dependency.By.values()));
        return new Dependency.End(job, task, outcome, by, one(2) ? null : Integer.valueOf(1));
    }

    private Precedence precedence() {
        return one(2)
                ? Precedence.DEFAULT
                : new Precedence(
                        random.nextInt(100),
                        1 + random.nextInt(3),
                        one(2) ? 0 : 1 + random.nextInt(2),
                        random.nextInt(3) - 1);
    }

    private TaskSettings settings() {
        return TaskSettings.NONE
                .withCores(one(2) ? pick(List.of(0.5, 1.0, 2.0)) : null)
                .withMemoryBytes(one(4) ? Long.valueOf((1L + random.nextInt(3)) << 30) : null)
                .withLicenses(one(4) ? Map.of(pick(LICENSES), 1 + random.nextInt(2)) : null)
                .withAttempts(one(2) ? Integer.valueOf(1 + random.nextInt(3)) : null)
                .withRequirements(one(8) ? requirements() : null)
                .withResources(one(8) ? resources() : null)
                .withFailurePolicy(one(2) ? policy(null) : null);
    }

    private Requirements requirements() {
        List<String> none = List.of();
        return one(2)
                ? new Requirements(List.of("fast"), none, Map.of(), none, none)
                : new Requirements(none, none, Map.of(), none, List.of("w1"));
    }

    private Resources resources() {
        return switch (random.nextInt(3)) {
            case 0 -> new Resources(4.0, null, null, null, null);
            case 1 -> new Resources(null, 1, null, Map.of("scratch", 0.5), null);
            default -> new Resources(null, null, null, null, true);
        };
    }

    private @Nullable StopRule stop() {
        return one(2) ? new StopRule(2, null) : null;
    }

    private FailurePolicy policy(@Nullable StopRule stop) {
        ExitCodes codes = new ExitCodes(List.of(2), List.of(3), List.of(4), List.of(5), List.of(6));
        return new FailurePolicy(
                one(2) ? Duration.ofSeconds(random.nextInt(20)) : null,
                null,
                null,
                one(2) ? codes : null,
                one(4) ? new LicenseFailure(List.of(7), null) : null,
                null,
                null,
                one(2) ? Duration.ofSeconds(5) : null,
                one(2) ? Integer.valueOf(1 + random.nextInt(2)) : null,
                stop,
                null);
    }

    /** The same tasks and groups, asked for otherwise. */
    JobSpec edited(JobSpec now) {
        if (one(3)) {
            return now.withTree(works(now.tasks()), now.groups());
        }
        JobSpec head = new JobSpec(
                JobSpec.VERSION,
                now.name(),
                one(2) ? "ada" : "bea",
                one(2) ? pick(POOLS) : now.pool(),
                50 + random.nextInt(20),
                1 + random.nextInt(3),
                one(2) ? 0 : 2,
                tags(),
                now.paused(),
                now.settings(),
                placed(now.tasks()),
                now.groups().stream()
                        .map(group -> group.withOrder(precedence(), pick(List.of(Strategy.values()))))
                        .toList(),
                pick(List.of(Strategy.values())));
        return head.withAfter(now.after());
    }

    private List<TaskSpec> works(List<TaskSpec> now) {
        return now.stream()
                .map(task -> task.withWork(task.command(), task.commands(), settings()))
                .toList();
    }

    private List<TaskSpec> placed(List<TaskSpec> now) {
        return now.stream().map(task -> task.withPrecedence(precedence())).toList();
    }
}
