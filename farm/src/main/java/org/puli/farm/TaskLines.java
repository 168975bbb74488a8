package org.puli.farm;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.NamedArguments;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;

/**
 * The command lines of a task's commands with the values of its arguments in them, made ready once for all of its
 * commands. Lines that a task spells out one by one are filled when they are asked for, since each is run by one
 * command. Immutable.
 *
 * @param arguments null when it has none; then its lines are as they were written
 * @param filled the one line of all commands; null when it has none, or no arguments
 * @param environment what its commands get, with the values for a shell
 */
record TaskLines(
        TaskSpec spec,
        @Nullable NamedArguments arguments,
        @Nullable CommandLine filled,
        Map<String, String> environment) {
    static TaskLines of(TaskSpec spec, TaskSettings settings) {
        if (settings.arguments().isEmpty()) {
            return new TaskLines(spec, null, null, settings.environment());
        }
        NamedArguments arguments = new NamedArguments(settings.arguments());
        CommandLine line = spec.command();
        boolean isShell = spec.commandLineOf(0).shell();
        return new TaskLines(
                spec,
                arguments,
                line == null ? null : arguments.fill(line),
                isShell ? arguments.inside(settings.environment()) : settings.environment());
    }

    /** The line of the command at an index from 0. */
    CommandLine of(int index) {
        if (filled != null) {
            return filled;
        }
        CommandLine line = spec.commandLineOf(index);
        return arguments == null ? line : arguments.fill(line);
    }
}
