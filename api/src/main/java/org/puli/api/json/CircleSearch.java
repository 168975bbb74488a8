package org.puli.api.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds a circle in "this needs that", without recursion, so that long chains are no trouble. */
final class CircleSearch {
    private final Map<String, List<String>> needs;

    CircleSearch(Map<String, List<String>> needs) {
        this.needs = needs;
    }

    /** The points of a circle, the first again at its end; empty when there is none. */
    List<String> find() {
        Set<String> left = rest();
        if (left.isEmpty()) {
            return List.of();
        }
        // Whatever is left needs something that is left too, so walking on must come round.
        List<String> path = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        String at = left.iterator().next();
        while (!seen.containsKey(at)) {
            seen.put(at, path.size());
            path.add(at);
            at = next(at, left);
        }
        List<String> circle = new ArrayList<>(path.subList(seen.get(at), path.size()));
        circle.add(at);
        return circle;
    }

    private String next(String at, Set<String> left) {
        return needs.getOrDefault(at, List.of()).stream()
                .filter(left::contains)
                .findFirst()
                .orElseThrow();
    }

    /** What cannot be put in an order. */
    private Set<String> rest() {
        Map<String, Integer> open = new HashMap<>();
        Map<String, List<String>> neededBy = new HashMap<>();
        needs.forEach((name, all) -> {
            open.put(name, all.size());
            all.forEach(need ->
                    neededBy.computeIfAbsent(need, key -> new ArrayList<>()).add(name));
        });
        List<String> free = new ArrayList<>();
        open.forEach((name, count) -> {
            if (count == 0) {
                free.add(name);
            }
        });
        Set<String> left = new HashSet<>(open.keySet());
        while (!free.isEmpty()) {
            String done = free.removeLast();
            left.remove(done);
            for (String name : neededBy.getOrDefault(done, List.of())) {
                if (open.merge(name, -1, Integer::sum) == 0) {
                    free.add(name);
                }
            }
        }
        return left;
    }
}
