package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Pool;
import org.puli.farm.Shape;
import org.puli.farm.Task;
import org.puli.farm.Worker;

/**
 * What of a job can never start on the farm as it is now, for warnings. Neither a job of ten thousand kinds of work nor
 * a pool of ten thousand workers keeps everybody waiting: where the looks end, that is said. Owned by the loop.
 */
final class NeverStarts {
    static final int MOST_WARNINGS = 10;
    static final int MOST_SHAPES = 1_000;
    static final int MOST_LOOKS = 100_000;

    private static final int MOST_NAMED = 2;

    private final Farm farm;
    private final Pool pool;
    private final List<String> warnings = new ArrayList<>();
    private int looks;

    private NeverStarts(Farm farm, Pool pool) {
        this.farm = farm;
        this.pool = pool;
    }

    /** The warnings, those of one kind of work in one line each; empty when all of it could start. */
    static List<String> warnings(Farm farm, Job job) {
        Pool pool = farm.findPool(job.pool());
        if (pool == null) {
            return List.of();
        }
        return pool.workers().isEmpty()
                ? List.of("pool " + pool.name() + " has no workers yet")
                : new NeverStarts(farm, pool).told(job);
    }

    private List<String> told(Job job) {
        Map<Shape, List<Task>> kinds = new LinkedHashMap<>();
        for (Task task : job.tasks()) {
            kinds.computeIfAbsent(task.shape(), shape -> new ArrayList<>()).add(task);
        }
        int looked = 0;
        for (Map.Entry<Shape, List<Task>> kind : kinds.entrySet()) {
            if (looked == MOST_SHAPES || looks >= MOST_LOOKS) {
                warnings.add("only the first " + looked + " of its " + kinds.size() + " kinds of work were looked at");
                return warnings;
            }
            looked++;
            look(kind.getKey(), kind.getValue());
            if (warnings.size() > MOST_WARNINGS) {
                warnings.subList(MOST_WARNINGS, warnings.size()).clear();
                warnings.add("there is more of it that can never start; 'puli job why' tells of what waits");
                return warnings;
            }
        }
        return warnings;
    }

    private void look(Shape shape, List<Task> tasks) {
        String lack = findLack(shape);
        if (lack != null) {
            warnings.add("no worker in pool " + pool.name() + " is right for " + named(tasks) + " (" + lack + ")");
        }
        for (Map.Entry<LicenseName, Integer> wanted : shape.need().licenses().entrySet()) {
            License license = farm.findLicense(wanted.getKey());
            if (license != null && license.count() < wanted.getValue()) {
                warnings.add("license " + license.name() + " has " + license.count()
                        + (license.count() == 1 ? " seat, " : " seats, ") + named(tasks)
                        + (tasks.size() == 1 ? " needs " : " need ") + wanted.getValue());
            }
        }
    }

    /** What the workers lack, in words; null when one is right. */
    private @Nullable String findLack(Shape shape) {
        for (Worker worker : pool.workers()) {
            looks++;
            if (Eligibility.isRight(worker, shape)) {
                return null;
            }
        }
        Map<String, Integer> lacks = new TreeMap<>();
        for (Worker worker : pool.workers()) {
            lacks.merge(String.valueOf(Eligibility.findLack(worker, shape)), 1, Integer::sum);
        }
        return Census.text(pool.workers().size(), Census.counted(lacks));
    }

    private static String named(List<Task> tasks) {
        List<String> names = tasks.stream()
                .limit(MOST_NAMED)
                .map(task -> "'" + task.name() + "'")
                .toList();
        return switch (tasks.size()) {
            case 1 -> "task " + names.getFirst();
            case MOST_NAMED -> "tasks " + String.join(" and ", names);
            default -> "tasks " + String.join(", ", names) + " and " + (tasks.size() - MOST_NAMED) + " more";
        };
    }
}
