package org.puli.api.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.config.Suggestion;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.Outcome;

/**
 * Knows all tasks and groups of a job and finds names that are taken twice, waits for nobody, and waits in a circle.
 */
final class DependencyCheck {
    private record Wait(Cursor at, String from, String to) {}

    private final Map<String, @Nullable String> parents = new LinkedHashMap<>();
    private final Map<String, String> spellings = new LinkedHashMap<>();
    private final List<Wait> waits = new ArrayList<>();
    private int nodeCount;
    private boolean isNamedWell = true;

    static Dependency read(Cursor at) {
        if (!at.isMap()) {
            return new Dependency(name(at), Outcome.DONE);
        }
        Map<String, Cursor> entries =
                at.map(List.of("task", "outcome"), "the name of a task, or {task: render, outcome: any}");
        if (!entries.containsKey("task")) {
            at.fault("needs 'task', the name of a task or group");
        }
        String task = entries.containsKey("task") ? name(entries.get("task")) : "";
        Outcome outcome = entries.containsKey("outcome") ? outcome(entries.get("outcome")) : Outcome.DONE;
        return new Dependency(task, outcome);
    }

    private static String name(Cursor at) {
        return at.name(Names.LABEL, "the name of a task or group");
    }

    private static Outcome outcome(Cursor at) {
        String text = at.text("an outcome");
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().toLowerCase(Locale.ROOT).equals(text)) {
                return outcome;
            }
        }
        at.fault("expected one of done, failed, canceled, any; found "
                + at.node().described());
        return Outcome.DONE;
    }

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

    void need(Cursor at, String from, String to) {
        if (!to.isEmpty()) {
            waits.add(new Wait(at, from, to));
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
            findCircle();
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
