package org.puli.simulation.invariant;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;

/**
 * How a command is to be run, found by walking through its job's document from the outside in. Values of arguments have
 * no braces here.
 *
 * @param hasInner whether a group or a task says a value that something around it says, too
 */
record PlainRun(CommandLine line, Map<String, String> environment, boolean hasInner) {
    /** What is said so far on the way in. */
    private record Around(Map<String, String> arguments, Map<String, String> environment, boolean hasInner) {
        Around in(TaskSettings settings) {
            Map<String, String> values = new TreeMap<>(arguments);
            values.putAll(settings.arguments());
            Map<String, String> variables = new TreeMap<>(environment);
            variables.putAll(settings.environment());
            boolean isInner = settings.arguments().keySet().stream().anyMatch(arguments::containsKey)
                    || settings.environment().keySet().stream().anyMatch(environment::containsKey);
            return new Around(values, variables, hasInner || isInner);
        }

        PlainRun run(CommandLine line) {
            List<String> words = line.arguments().stream()
                    .map(word -> fill(word, line.shell()))
                    .toList();
            Map<String, String> variables = new TreeMap<>(environment);
            if (line.shell()) {
                arguments.forEach((name, value) -> variables.put("PULI_ARG_" + name, value));
            }
            return new PlainRun(new CommandLine(words, line.shell()), variables, hasInner);
        }

        private String fill(String word, boolean shell) {
            String filled = word;
            for (Map.Entry<String, String> argument : arguments.entrySet()) {
                String name = argument.getKey();
                filled = filled.replace("{" + name + "}", shell ? "${PULI_ARG_" + name + "}" : argument.getValue());
            }
            return filled;
        }
    }

    static PlainRun of(JobSpec job, String task, int index) {
        Around outermost = new Around(Map.of(), Map.of(), false).in(job.settings());
        PlainRun found = find(outermost, job.tasks(), job.groups(), task, index);
        if (found == null) {
            throw new IllegalArgumentException("job '" + job.name() + "' has no task '" + task + "'");
        }
        return found;
    }

    private static @Nullable PlainRun find(
            Around around, List<TaskSpec> tasks, List<GroupSpec> groups, String name, int index) {
        for (TaskSpec task : tasks) {
            if (task.name().equals(name)) {
                return around.in(task.settings()).run(task.commandLineOf(index));
            }
        }
        for (GroupSpec group : groups) {
            PlainRun found = find(around.in(group.settings()), group.tasks(), group.groups(), name, index);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
