package org.puli.api.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.NamedArguments;
import org.puli.api.spec.Placeholders;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;

/**
 * Looks whether the command lines of a job can be run with the values of their named arguments in them. What only the
 * worker fills in must be the same afterwards, since the worker cannot tell a value from what was written.
 */
final class ArgumentCheck {
    /**
     * What is wrong with a task.
     *
     * @param index which task of the document it is, from 0, in the order in which they are read
     */
    record Problem(int index, String task, String words) {}

    private final List<Problem> problems = new ArrayList<>();
    private int next;

    private ArgumentCheck() {}

    /** The first problem of each task that has one. */
    static List<Problem> problems(JobSpec job) {
        ArgumentCheck check = new ArgumentCheck();
        check.children(job.settings().arguments(), job.tasks(), job.groups());
        return check.problems;
    }

    private void children(Map<String, String> outer, List<TaskSpec> tasks, List<GroupSpec> groups) {
        for (TaskSpec task : tasks) {
            String words = find(task, inside(outer, task.settings()));
            if (words != null) {
                problems.add(new Problem(next, task.name(), words));
            }
            next++;
        }
        for (GroupSpec group : groups) {
            children(inside(outer, group.settings()), group.tasks(), group.groups());
        }
    }

    private static Map<String, String> inside(Map<String, String> outer, TaskSettings settings) {
        Map<String, String> own = settings.arguments();
        if (own.isEmpty() || outer.isEmpty()) {
            return own.isEmpty() ? outer : own;
        }
        Map<String, String> all = new TreeMap<>(outer);
        all.putAll(own);
        return all;
    }

    private static @Nullable String find(TaskSpec task, Map<String, String> values) {
        if (values.isEmpty()) {
            return null;
        }
        NamedArguments arguments = new NamedArguments(values);
        boolean withFrames = task.frames() != null;
        List<CommandLine> lines = task.command() == null ? task.commands() : List.of(task.command());
        boolean isShell = lines.stream().anyMatch(CommandLine::shell);
        String words = isShell ? variable(values) : null;
        for (CommandLine line : lines) {
            words = words == null ? line(line, arguments, withFrames) : words;
        }
        return words;
    }

    private static @Nullable String variable(Map<String, String> values) {
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String variable = NamedArguments.PREFIX + entry.getKey() + "=" + entry.getValue();
            if (isLong(variable)) {
                return "the value of argument '" + entry.getKey() + "' is too long for a shell, which gets it as "
                        + NamedArguments.PREFIX + entry.getKey() + ": at most " + JobLimits.ARGUMENT_BYTES
                        + " bytes with that name";
            }
        }
        return null;
    }

    private static @Nullable String line(CommandLine line, NamedArguments arguments, boolean withFrames) {
        long size = 0;
        for (String text : line.arguments()) {
            long grown = text.length() + (line.shell() ? 0 : arguments.growth(text));
            size += grown;
            // Nothing that long is made only to be measured.
            if (grown > JobLimits.ARGUMENT_BYTES) {
                return tooLong(text);
            }
        }
        if (!arguments.isNamedIn(line)) {
            return null;
        }
        if (size > JobLimits.FILLED_LINE) {
            return "the command has " + size + " characters with the values of its arguments; at most "
                    + JobLimits.FILLED_LINE + " are allowed";
        }
        CommandLine filled = arguments.fill(line);
        if (filled.arguments().getFirst().isBlank()) {
            return "the command names no program with the values of its arguments";
        }
        for (int i = 0; i < filled.arguments().size(); i++) {
            String text = filled.arguments().get(i);
            if (isLong(text)) {
                return tooLong(line.arguments().get(i));
            }
            boolean isSame = line.shell()
                    || Placeholders.in(text, withFrames)
                            .equals(Placeholders.in(line.arguments().get(i), withFrames));
            if (!isSame) {
                return "the value of an argument in '"
                        + DocumentNode.shortened(line.arguments().get(i))
                        + "' would make a placeholder there; a value is not expanded, write the placeholder in the"
                        + " command itself";
            }
        }
        return null;
    }

    private static String tooLong(String text) {
        return "'" + DocumentNode.shortened(text) + "' has more than " + JobLimits.ARGUMENT_BYTES
                + " bytes with the values of its arguments, which no system takes";
    }

    private static boolean isLong(String text) {
        return text.length() > JobLimits.ARGUMENT_BYTES / 3
                && text.getBytes(StandardCharsets.UTF_8).length > JobLimits.ARGUMENT_BYTES;
    }
}
