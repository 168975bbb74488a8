package org.puli.api.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Suggestion;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.Problem.Fault;

/**
 * Changes a job that is there by a JSON merge patch (RFC 7396) on its document: a value takes the place of the old one,
 * maps are merged key by key, and null takes away. The result is read by the very rules of a submit, so nothing can be
 * patched in that could not have been submitted. Stateless, safe on every thread.
 */
public final class JobPatch {
    /** What may be changed of a job. */
    public static final List<String> JOB_KEYS = Stream.concat(
                    Stream.of("name", "owner", "pool", "priority", "weight", "maxWorkers", "strategy", "tags", "after"),
                    Stream.concat(SettingsGrammar.KEYS.stream(), FailureGrammar.JOB_KEYS.stream()))
            .toList();
    /** What may be changed of a group. */
    public static final List<String> GROUP_KEYS = Stream.concat(
                    Stream.of("priority", "weight", "maxWorkers", "place", "strategy", "after", "tags"),
                    SettingsGrammar.KEYS.stream())
            .toList();
    /** What may be changed of a task. */
    public static final List<String> TASK_KEYS = Stream.concat(
                    Stream.of(
                            "command",
                            "commands",
                            "shell",
                            "priority",
                            "weight",
                            "maxWorkers",
                            "place",
                            "after",
                            "tags"),
                    SettingsGrammar.KEYS.stream())
            .toList();

    private static final List<String> FIXED = List.of("tasks", "groups", "frames", "chunk", "paused");
    private static final List<String> FILLED = List.of("arguments", "command", "commands", "shell");
    private static final Map<String, Object> ANY_TASK = Map.of("name", "t", "command", List.of("true"));

    private JobPatch() {}

    /**
     * A job with its changes.
     *
     * @param before the values that are changed, as JSON
     * @param after what they are then, as JSON
     */
    public record Patched(JobSpec spec, String before, String after) {}

    /**
     * Changes what a job says itself and its tasks inherit.
     *
     * @throws BadDocument with everything that is wrong with the patch
     */
    public static Patched job(JobSpec job, String patch) {
        Map<String, @Nullable Object> changes = read(patch, JOB_KEYS, "a job");
        Map<String, Object> before = JobWriter.head(job);
        List<Dependency> awaited = TimesPatch.changed(job.after(), changes);
        Map<String, Object> after = merged(before, changes);
        Map<String, Object> whole = new LinkedHashMap<>(after);
        whole.remove(TimesPatch.KEY);
        whole.put("tasks", List.of(ANY_TASK));
        after.put(TimesPatch.KEY, AfterGrammar.written(awaited));
        JobSpec head = parse(whole, "", job.owner()).withAfter(awaited);
        return patched(head.withTree(job.tasks(), job.groups()), before, after, changes);
    }

    /**
     * Changes the task or group at a place of a job, counted as the farm numbers them, from 0.
     *
     * @throws BadDocument with everything that is wrong with the patch
     */
    public static Patched node(JobSpec job, int place, String patch) {
        Map<String, Object> before = new LinkedHashMap<>();
        Map<String, Object> after = new LinkedHashMap<>();
        JobSpec edited = SpecTree.edited(
                job,
                place,
                new SpecTree.Edit(
                        task -> task(task, patch, before, after), group -> group(group, patch, before, after)));
        return patched(edited, before, after, changes(patch));
    }

    private static TaskSpec task(TaskSpec task, String patch, Map<String, Object> before, Map<String, Object> after) {
        Map<String, @Nullable Object> changes = read(patch, TASK_KEYS, "a task");
        before.putAll(JobWriter.task(task));
        List<Dependency> awaited = TimesPatch.changed(task.after(), changes);
        after.putAll(merged(before, changes));
        // The tasks that it waits for are not there to be found.
        after.remove(TimesPatch.KEY);
        JobSpec read = parse(Map.of("name", "j", "tasks", List.of(after)), "/tasks/0", "");
        after.put(TimesPatch.KEY, AfterGrammar.written(awaited));
        TaskSpec other = read.tasks().getFirst();
        if (other.commandCount() != task.commandCount()) {
            throw fault(
                    "/commands",
                    "a task keeps its " + task.commandCount() + " commands, and these are " + other.commandCount());
        }
        return task.withWork(other.command(), other.commands(), other.settings())
                .withPrecedence(other.precedence())
                .withAfter(awaited);
    }

    private static GroupSpec group(
            GroupSpec group, String patch, Map<String, Object> before, Map<String, Object> after) {
        Map<String, @Nullable Object> changes = read(patch, GROUP_KEYS, "a group");
        before.put("name", group.name());
        before.put(TimesPatch.KEY, AfterGrammar.written(group.after()));
        JobWriter.order(group, before);
        JobWriter.settings(group.settings(), before);
        List<Dependency> awaited = TimesPatch.changed(group.after(), changes);
        after.putAll(merged(before, changes));
        Map<String, Object> whole = new LinkedHashMap<>(after);
        whole.remove(TimesPatch.KEY);
        whole.put("tasks", List.of(ANY_TASK));
        after.put(TimesPatch.KEY, AfterGrammar.written(awaited));
        GroupSpec read = parse(Map.of("name", "j", "groups", List.of(whole)), "/groups/0", "")
                .groups()
                .getFirst();
        return group.withSettings(read.settings())
                .withOrder(read.precedence(), read.strategy())
                .withAfter(awaited);
    }

    private static Patched patched(
            JobSpec spec,
            Map<String, Object> before,
            Map<String, Object> after,
            Map<String, @Nullable Object> changes) {
        if (changes.keySet().stream().anyMatch(FILLED::contains)) {
            check(spec);
        }
        return new Patched(spec, Json.write(picked(before, changes)), Json.write(picked(after, changes)));
    }

    /** A value may have become too long for the lines of a task elsewhere in the job. */
    private static void check(JobSpec spec) {
        List<ArgumentCheck.Problem> problems = ArgumentCheck.problems(spec);
        if (!problems.isEmpty()) {
            throw new BadDocument(problems.stream()
                    .map(problem -> new Fault("", null, null, "task '" + problem.task() + "': " + problem.words()))
                    .toList());
        }
    }

    private static Map<String, Object> picked(Map<String, Object> all, Map<String, @Nullable Object> changes) {
        Map<String, Object> picked = new LinkedHashMap<>(all);
        picked.keySet().retainAll(changes.keySet());
        return picked;
    }

    private static Map<String, @Nullable Object> read(String patch, List<String> known, String what) {
        Map<String, @Nullable Object> changes = changes(patch);
        for (String key : changes.keySet()) {
            if (!known.contains(key)) {
                throw fault("/" + key, refusal(key, known, what));
            }
        }
        return changes;
    }

    private static Map<String, @Nullable Object> changes(String patch) {
        return PlainTree.map(JsonSource.read(patch));
    }

    private static String refusal(String key, List<String> known, String what) {
        if (key.equals("paused")) {
            return "is not set but done: pause and resume are verbs of their own";
        }
        return FIXED.contains(key) || key.equals("name")
                ? "'" + key + "' of " + what + " stays as it was submitted; clone the job to change it"
                : "unknown key '" + DocumentNode.shortened(key) + "'" + Suggestion.hint(key, known)
                        + " (to be changed there are: " + String.join(", ", known) + ")";
    }

    /** RFC 7396, section 2. */
    private static Map<String, Object> merged(Map<String, Object> target, Map<String, @Nullable Object> changes) {
        Map<String, Object> result = new LinkedHashMap<>(target);
        changes.forEach((key, value) -> {
            if (value == null) {
                result.remove(key);
            } else {
                result.put(key, value(result.get(key), value));
            }
        });
        return result;
    }

    // A map of a JSON document has texts as its keys, which its type cannot tell.
    @SuppressWarnings("unchecked")
    private static Object value(@Nullable Object old, Object change) {
        if (!(change instanceof Map<?, ?>)) {
            return change;
        }
        Map<String, Object> target = old instanceof Map<?, ?> ? (Map<String, Object>) old : Map.of();
        return merged(target, (Map<String, Object>) change);
    }

    private static JobSpec parse(Map<String, Object> document, String within, String owner) {
        try {
            return JobReader.readPart(Json.write(document), new JobDefaults(owner, null));
        } catch (BadDocument e) {
            throw unplaced(e, within);
        }
    }

    /** Lines of a document that nobody has written would mislead, and so would the way to a task within it. */
    static BadDocument unplaced(BadDocument faults, String within) {
        return new BadDocument(faults.faults().stream()
                .map(fault -> new Fault(
                        fault.pointer().startsWith(within)
                                ? fault.pointer().substring(within.length())
                                : fault.pointer(),
                        null,
                        null,
                        fault.message()))
                .toList());
    }

    private static BadDocument fault(String pointer, String message) {
        return Faults.single(pointer, message);
    }
}
