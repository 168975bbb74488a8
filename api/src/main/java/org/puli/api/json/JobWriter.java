package org.puli.api.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Amounts;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;

/** Writes a job as the document that {@link JobReader} reads back to the very same. Stateless. */
public final class JobWriter {
    private JobWriter() {}

    /** The job as a JSON document. */
    public static String write(JobSpec job) {
        Map<String, Object> map = head(job);
        tree(job.tasks(), job.groups(), map);
        return Json.write(map);
    }

    /** The job without its tasks and groups. */
    static Map<String, Object> head(JobSpec job) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", job.name());
        map.put("owner", job.owner());
        map.put("pool", job.pool().value());
        precedence(new Precedence(job.priority(), job.weight(), job.maxWorkers()), map);
        map.put("strategy", PrecedenceGrammar.word(job.strategy()));
        map.put("tags", job.tags());
        map.put("after", AfterGrammar.written(job.after()));
        map.put("paused", job.paused());
        settings(job.settings(), map);
        return map;
    }

    private static void tree(List<TaskSpec> tasks, List<GroupSpec> groups, Map<String, Object> map) {
        map.put("tasks", tasks.stream().map(JobWriter::task).toList());
        map.put("groups", groups.stream().map(JobWriter::group).toList());
    }

    /** Puts where a group stands, and how it serves what is in it, into its map. */
    static void order(GroupSpec group, Map<String, Object> map) {
        nodePrecedence(group.precedence(), map);
        map.put("strategy", PrecedenceGrammar.word(group.strategy()));
    }

    private static Map<String, Object> group(GroupSpec group) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", group.name());
        map.put("after", AfterGrammar.written(group.after()));
        map.put("paused", group.paused());
        order(group, map);
        settings(group.settings(), map);
        tree(group.tasks(), group.groups(), map);
        return map;
    }

    /** A task of a job. */
    static Map<String, Object> task(TaskSpec task) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", task.name());
        boolean shell = task.command() == null
                ? task.commands().getFirst().shell()
                : task.command().shell();
        if (shell) {
            map.put("shell", true);
        }
        if (task.command() != null) {
            map.put("command", line(task.command()));
        } else {
            map.put("commands", task.commands().stream().map(JobWriter::line).toList());
        }
        if (task.frames() != null) {
            map.put("frames", task.frames().toString());
            map.put("chunk", task.chunk());
        }
        map.put("after", AfterGrammar.written(task.after()));
        map.put("paused", task.paused());
        nodePrecedence(task.precedence(), map);
        settings(task.settings(), map);
        return map;
    }

    private static Object line(CommandLine line) {
        return line.shell() ? line.arguments().getFirst() : line.arguments();
    }

    private static void precedence(Precedence precedence, Map<String, Object> map) {
        map.put("priority", precedence.priority());
        map.put("weight", precedence.weight());
        map.put("maxWorkers", precedence.maxWorkers());
    }

    /** Where a task or group stands, by whatever strategy it is served. */
    private static void nodePrecedence(Precedence precedence, Map<String, Object> map) {
        precedence(precedence, map);
        map.put("place", precedence.place());
    }

    /** Puts settings into the map of whatever says them. */
    static void settings(TaskSettings settings, Map<String, Object> map) {
        putIf(map, "cores", settings.cores());
        putIf(map, "memory", settings.memoryBytes());
        if (settings.licenses() != null) {
            Map<String, Integer> licenses = new LinkedHashMap<>();
            settings.licenses().forEach((name, seats) -> licenses.put(name.value(), seats));
            map.put("licenses", licenses);
        }
        putIf(map, "attempts", settings.attempts());
        putIf(map, "timeout", settings.timeout() == null ? null : Amounts.text(settings.timeout()));
        putIf(map, "workingDirectory", settings.workingDirectory());
        if (!settings.environment().isEmpty()) {
            map.put("environment", settings.environment());
        }
        if (!settings.arguments().isEmpty()) {
            map.put("arguments", settings.arguments());
        }
        if (!settings.tags().isEmpty()) {
            map.put("tags", settings.tags());
        }
        if (settings.resources() != null) {
            ResourcesGrammar.write(settings.resources(), map);
        }
        if (settings.requirements() != null) {
            map.put("requirements", RequirementsGrammar.written(settings.requirements()));
        }
        putIf(map, "preemptible", settings.preemptible());
        putIf(map, "skipDoneFrames", settings.skipDoneFrames());
        if (settings.limits() != null) {
            map.put("limits", LimitsGrammar.written(settings.limits()));
        }
        putIf(map, "pathMapping", settings.pathMapping());
        if (settings.failurePolicy() != null) {
            FailureGrammar.write(settings.failurePolicy(), map);
        }
    }

    static void putIf(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
