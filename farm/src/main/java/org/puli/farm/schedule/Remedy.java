package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.puli.api.spec.JobSpec;
import org.puli.api.view.WhyView.Counted;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Pool;
import org.puli.farm.Shape;
import org.puli.farm.Worker;

/**
 * What to do about work that no worker of its pool takes. Workers that would be right for it, and which a person can
 * bring back, come before everything else. Stateless, called by the loop.
 */
final class Remedy {
    /** Where as many workers are away for the one as for the other, what is easier comes first. */
    private static final List<String> EASIEST =
            List.of("paused", "draining", "quarantined", Eligibility.BLOCKED, Census.LOST, Census.ASLEEP);

    private Remedy() {}

    static String of(Farm farm, Job job, Pool pool, Shape shape, List<Counted> counted) {
        if (counted.isEmpty()) {
            return fill(farm, pool, shape);
        }
        Map<String, List<Worker>> away = away(pool, shape);
        Comparator<String> most = Comparator.comparingInt((String word) -> -sizeOf(away, word));
        return away.keySet().stream()
                .min(most.thenComparingInt(Remedy::ease))
                .map(word -> back(word, away.getOrDefault(word, List.of()), job, pool))
                .orElseGet(() -> "ask for less, or put another worker into pool " + pool.name()
                        + ": most there count as '" + counted.getFirst().what() + "'");
    }

    private static int sizeOf(Map<String, List<Worker>> away, String word) {
        return away.getOrDefault(word, List.of()).size();
    }

    private static int ease(String word) {
        int place = EASIEST.indexOf(word);
        return place < 0 ? EASIEST.size() : place;
    }

    /** Workers of a pool that are away or blocked and lack nothing else, by what keeps them. */
    private static Map<String, List<Worker>> away(Pool pool, Shape shape) {
        Map<String, List<Worker>> away = new LinkedHashMap<>();
        for (Worker worker : pool.workers()) {
            String lack = Eligibility.findLack(worker, shape);
            String kept = Census.findAway(worker);
            String only = lack == null ? kept : lack.equals(Eligibility.BLOCKED) && kept == null ? lack : null;
            if (only != null) {
                away.computeIfAbsent(only, word -> new ArrayList<>()).add(worker);
            }
        }
        return away;
    }

    private static String back(String word, List<Worker> workers, Job job, Pool pool) {
        Worker only = workers.size() == 1 ? workers.getFirst() : null;
        String name = only == null ? "WORKER" : only.name().value();
        return switch (word) {
            case "paused", "draining" -> "puli worker resume " + name;
            case "quarantined" -> Kept.advice(releasable(workers), name);
            case Eligibility.BLOCKED -> "puli job blocklist " + job.id() + " --clear --worker " + name;
            case Census.LOST -> only == null ? "start the workers of pool " + pool.name() : "start worker " + name;
            case Census.ASLEEP -> "wait: sleeping workers are woken for it as far as dispatcher.wake.most allows";
            default ->
                "wait for " + (only == null ? "workers" : "worker " + name) + " (" + word
                        + "), or put another worker into pool " + pool.name();
        };
    }

    /** One that only a person keeps away, where there is one. */
    private static Worker releasable(List<Worker> workers) {
        return workers.stream()
                .filter(worker -> !worker.failsCheck())
                .findFirst()
                .orElseGet(workers::getFirst);
    }

    /** How a pool without workers gets one. */
    private static String fill(Farm farm, Pool pool, Shape shape) {
        List<Worker> right = farm.workers().stream()
                .filter(worker -> Eligibility.isRight(worker, shape))
                .toList();
        String name = right.size() == 1 ? right.getFirst().name().value() : "WORKER";
        String add = "puli pool add " + pool.name() + " " + name;
        if (!farm.workers().isEmpty()) {
            return add;
        }
        // Whoever is new joins that pool by itself.
        return JobSpec.DEFAULT_POOL.equals(pool.name())
                ? "start a worker: puli worker run"
                : "start a worker, then " + add;
    }
}
