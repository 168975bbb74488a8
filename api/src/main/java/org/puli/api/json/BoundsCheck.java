package org.puli.api.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Amounts;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.MemoryRetry;
import org.puli.api.spec.Resources;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;

/**
 * Finds tasks for which something holds at least more than it holds at most. Looked at is what holds for each task in
 * the end, with what it inherits. Stateless, safe on every thread.
 */
public final class BoundsCheck {
    /** The job as a place; tasks and groups count from 0, as in {@link SpecTree}. */
    static final int JOB = -1;

    private static final List<Bound> BOUNDS = List.of(
            new Bound("cores", TaskSettings::cores, "maxCores", BoundsCheck::maxCores, BoundsCheck::plain),
            new Bound("memory", TaskSettings::memoryBytes, "memoryRetry", BoundsCheck::maxMemory, BoundsCheck::memory),
            new Bound(
                    "retryDelay",
                    settings -> millis(settings, FailurePolicy::retryDelay),
                    "retryDelayMax",
                    settings -> millis(settings, FailurePolicy::retryDelayMax),
                    BoundsCheck::duration),
            new Bound(
                    "minTime",
                    settings -> millis(settings, FailurePolicy::minTime),
                    "timeout",
                    settings -> settings.timeout() == null
                            ? null
                            : settings.timeout().toMillis(),
                    BoundsCheck::duration));

    /**
     * A task for which a bound stands upside down.
     *
     * @param node who says the last word on it, as it is counted in {@link SpecTree}, or the job
     * @param key the key there
     */
    record Crossing(int node, String key, String message) {}

    private record Bound(
            String least,
            Function<TaskSettings, @Nullable Number> leastOf,
            String most,
            Function<TaskSettings, @Nullable Number> mostOf,
            Function<Number, String> words) {
        boolean isCrossed(TaskSettings settings) {
            Number low = leastOf.apply(settings);
            Number high = mostOf.apply(settings);
            // No time at all is how an inner place says "none".
            return low != null && high != null && high.doubleValue() > 0 && low.doubleValue() > high.doubleValue();
        }

        /** The key by which a place has a say in it; null if it has none. */
        @Nullable
        String saidBy(TaskSettings own) {
            if (mostOf.apply(own) != null) {
                return most;
            }
            return leastOf.apply(own) == null ? null : least;
        }

        String told(String task, TaskSettings settings) {
            String most = this.most.equals("memoryRetry") ? "the max of memoryRetry," : this.most;
            return "task '" + task + "': " + least + " " + words(leastOf.apply(settings)) + " is more than " + most
                    + " " + words(mostOf.apply(settings)) + "; lower the one or raise the other";
        }

        private String words(@Nullable Number number) {
            return number == null ? "" : words.apply(number);
        }
    }

    /** What one place says itself. */
    private record Said(int node, TaskSettings own) {}

    private final List<Crossing> found = new ArrayList<>();
    private int next;

    private BoundsCheck() {}

    /** All crossings of a job, task by task. */
    static List<Crossing> crossings(JobSpec job) {
        BoundsCheck check = new BoundsCheck();
        TaskSettings own = own(job.settings());
        check.level(List.of(new Said(JOB, own)), own.inside(TaskSettings.DEFAULTS), job.tasks(), job.groups());
        return check.found;
    }

    /**
     * Refuses an edit that turns bounds upside down. A job that was taken with such bounds may still be edited.
     *
     * @throws BadDocument naming the tasks
     */
    public static void checkEdit(JobSpec before, JobSpec after) {
        Set<String> known = crossings(before).stream().map(Crossing::message).collect(Collectors.toSet());
        Faults faults = new Faults();
        for (Crossing crossing : crossings(after)) {
            if (!known.contains(crossing.message())) {
                faults.add("", DocumentNode.Place.NONE, crossing.message());
            }
        }
        faults.throwIfAny();
    }

    /** Notes the crossings of a document; what many tasks inherit is said once, of the first of them. */
    static void check(JobSpec job, Cursor whole, List<Cursor> nodes) {
        Set<String> told = new HashSet<>();
        for (Crossing crossing : crossings(job)) {
            Cursor at = (crossing.node() == JOB ? whole : nodes.get(crossing.node())).key(crossing.key());
            if (told.add(at.pointer())) {
                at.fault(crossing.message());
            }
        }
    }

    private void level(List<Said> around, TaskSettings outer, List<TaskSpec> tasks, List<GroupSpec> groups) {
        for (TaskSpec task : tasks) {
            List<Said> chain = with(around, task.settings());
            TaskSettings settings = chain.getLast().own().inside(outer);
            for (Bound bound : BOUNDS) {
                if (bound.isCrossed(settings)) {
                    found.add(crossing(bound, chain, bound.told(task.name(), settings)));
                }
            }
        }
        for (GroupSpec group : groups) {
            List<Said> chain = with(around, group.settings());
            level(chain, chain.getLast().own().inside(outer), group.tasks(), group.groups());
        }
    }

    private List<Said> with(List<Said> around, TaskSettings settings) {
        List<Said> chain = new ArrayList<>(around);
        chain.add(new Said(next++, own(settings)));
        return chain;
    }

    private static Crossing crossing(Bound bound, List<Said> chain, String message) {
        for (Said said : chain.reversed()) {
            String key = bound.saidBy(said.own());
            if (key != null) {
                return new Crossing(said.node(), key, message);
            }
        }
        throw new IllegalStateException("nobody says " + bound.most());
    }

    /** Variables have no bounds, and to merge them for each task would be most of the work. */
    private static TaskSettings own(TaskSettings settings) {
        return settings.environment().isEmpty() ? settings : settings.withEnvironment(Map.of());
    }

    private static @Nullable Number maxCores(TaskSettings settings) {
        Resources resources = settings.resources();
        return resources == null ? null : resources.maxCores();
    }

    private static @Nullable Number maxMemory(TaskSettings settings) {
        MemoryRetry retry = settings.failurePolicy() == null
                ? null
                : settings.failurePolicy().memoryRetry();
        return retry == null ? null : retry.maxBytes();
    }

    private static @Nullable Number millis(TaskSettings settings, Function<FailurePolicy, @Nullable Duration> part) {
        FailurePolicy policy = settings.failurePolicy();
        Duration duration = policy == null ? null : part.apply(policy);
        return duration == null ? null : (Number) duration.toMillis();
    }

    private static String plain(Number number) {
        double value = number.doubleValue();
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String duration(Number millis) {
        return Amounts.text(Duration.ofMillis(millis.longValue()));
    }

    /** In the largest unit of which it is a whole number. */
    private static String memory(Number number) {
        long bytes = number.longValue();
        int power = Math.min(4, Long.numberOfTrailingZeros(bytes) / 10);
        return (bytes >> (10 * power)) + (power == 0 ? "" : " KMGT".substring(power, power + 1));
    }
}
