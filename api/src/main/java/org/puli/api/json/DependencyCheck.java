package org.puli.api.json;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Suggestion;
import org.puli.api.spec.CommandPairs;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.By;
import org.puli.api.spec.TaskSpec;

/**
 * Knows all tasks and groups of a job and finds names that are taken twice, waits for nobody, and waits in a circle.
 */
final class DependencyCheck {
    /** A wait for a task or group of the same job. */
    private record Wait(Cursor at, String from, Dependency.End end) {
        String to() {
            return requireNonNull(end.task(), "within a job a task or group is named");
        }
    }

    private final Map<String, @Nullable String> parents = new LinkedHashMap<>();
    private final Map<String, String> spellings = new LinkedHashMap<>();
    private final Map<String, TaskSpec> tasks = new LinkedHashMap<>();
    private final List<Wait> waits = new ArrayList<>();
    private int nodeCount;
    private boolean isNamedWell = true;

    void add(Cursor at, String name, @Nullable String parent) {
        nodeCount++;
        if (name.isEmpty()) {
            isNamedWell = false;
            return;
        }
        String other = spellings.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (other == null) {
            parents.put(name, parent);
        } else {
            isNamedWell = false;
            at.fault(
                    other.equals(name)
                            ? "there is already a task or group '" + name + "' in this job; names are unique"
                            : "'" + name + "' differs from '" + other
                                    + "' in upper and lower case only; choose another name");
        }
    }

    /** Takes note of what a task is, so that it can be waited for command by command. */
    void describe(TaskSpec task) {
        tasks.put(task.name(), task);
    }

    /** Takes note of what a task or group waits for; {@code from} is null for the job as a whole. */
    void need(Cursor at, @Nullable String from, Dependency dependency) {
        if (!(dependency instanceof Dependency.End end) || end.job() != null || end.task() == null) {
            return;
        }
        if (from == null) {
            at.fault("a job waits for other jobs, times and files: {job: 41}, {job: 41, task: NAME}, {time: ...},"
                    + " {file: ...}; its tasks wait for each other");
        } else if (!end.task().isEmpty()) {
            waits.add(new Wait(at, from, end));
        }
    }

    int nodeCount() {
        return nodeCount;
    }

    void check() {
        boolean isSound = isNamedWell;
        for (Wait wait : waits) {
            isSound &= isKnown(wait) && isOutside(wait);
        }
        if (isSound) {
            waits.stream().filter(wait -> wait.end().by() != null).forEach(this::checkPairs);
        }
        if (isSound) {
            findCircle();
        }
    }

    private void checkPairs(Wait wait) {
        TaskSpec from = tasks.get(wait.from());
        TaskSpec to = tasks.get(wait.to());
        if (from == null || to == null) {
            String group = from == null ? wait.from() : wait.to();
            wait.at().fault("'" + group + "' is a group; only tasks can wait for each other command by command");
        } else if (wait.end().by() == By.FRAME) {
            String problem = CommandPairs.frameProblem(from, to);
            if (!problem.isEmpty()) {
                wait.at().fault(problem);
            }
        }
    }

    private boolean isKnown(Wait wait) {
        boolean isKnown = parents.containsKey(wait.to());
        if (!isKnown) {
            wait.at()
                    .fault("there is no task or group '" + wait.to() + "' in this job"
                            + Suggestion.hint(wait.to(), parents.keySet()));
        }
        return isKnown;
    }

    private boolean isOutside(Wait wait) {
        for (String around = wait.from(); around != null; around = parents.get(around)) {
            if (around.equals(wait.to())) {
                wait.at()
                        .fault(
                                wait.from().equals(wait.to())
                                        ? "'" + wait.from() + "' waits for itself"
                                        : "'" + wait.from() + "' waits for the group '" + wait.to()
                                                + "' that it is in");
                return false;
            }
        }
        return true;
    }

    /**
     * Who has to end before whom: a wait, a child that begins after what its group waits for, and a group that ends
     * after its children. Found by taking away, again and again, all that wait for nothing that is left.
     */
    private void findCircle() {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        parents.keySet().forEach(name -> {
            needs.put(end(name), new ArrayList<>(List.of(begin(name))));
            needs.put(begin(name), new ArrayList<>());
        });
        parents.forEach((name, parent) -> {
            if (parent != null) {
                list(needs, begin(name)).add(begin(parent));
                list(needs, end(parent)).add(end(name));
            }
        });
        waits.forEach(wait -> list(needs, begin(wait.from())).add(end(wait.to())));
        List<String> circle = new CircleSearch(needs).find();
        if (!circle.isEmpty()) {
            report(circle);
        }
    }

    private static List<String> list(Map<String, List<String>> needs, String name) {
        return needs.computeIfAbsent(name, key -> new ArrayList<>());
    }

    private void report(List<String> circle) {
        List<String> names = new ArrayList<>();
        for (String point : circle) {
            String name = point.substring(1);
            if (names.isEmpty() || !names.getLast().equals(name)) {
                names.add(name);
            }
        }
        Wait first = waits.stream()
                .filter(wait -> names.contains(wait.from()) && names.contains(wait.to()))
                .findFirst()
                .orElse(waits.getFirst());
        first.at().fault("tasks wait for each other in a circle: " + String.join(" -> ", names));
    }

    private static String begin(String name) {
        return "<" + name;
    }

    private static String end(String name) {
        return ">" + name;
    }
}
