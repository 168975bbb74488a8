package org.puli.api.spec;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of a job: either one command line over a frame range, or a list of command lines.
 *
 * @param command the command line of every command; null when {@code commands} is used
 * @param frames the frames to run over; null for a single command
 * @param chunk frames per command, from 1
 * @param commands command lines of their own, one per command; empty when {@code command} is used
 * @param after what has to end before this starts
 * @param precedence where it stands among its siblings
 */
public record TaskSpec(
        String name,
        @Nullable CommandLine command,
        @Nullable FrameRange frames,
        int chunk,
        List<CommandLine> commands,
        List<Dependency> after,
        boolean paused,
        TaskSettings settings,
        Precedence precedence) {
    /** Copies the lists and guards against null. */
    public TaskSpec {
        Objects.requireNonNull(name, "name is null");
        commands = commands == null ? List.of() : List.copyOf(commands);
        after = after == null ? List.of() : List.copyOf(after);
        settings = settings == null ? TaskSettings.NONE : settings;
        precedence = precedence == null ? Precedence.DEFAULT : precedence;
        chunk = Math.max(1, chunk);
    }

    /** The same with other command lines, just as many, and other settings. */
    public TaskSpec withWork(@Nullable CommandLine line, List<CommandLine> lines, TaskSettings others) {
        return new TaskSpec(name, line, frames, chunk, lines, after, paused, others, precedence);
    }

    /** The same that waits for other things. */
    public TaskSpec withAfter(List<Dependency> others) {
        return new TaskSpec(name, command, frames, chunk, commands, others, paused, settings, precedence);
    }

    /** The same at another place among its siblings. */
    public TaskSpec withPrecedence(Precedence other) {
        return new TaskSpec(name, command, frames, chunk, commands, after, paused, settings, other);
    }

    /** How many commands the task expands into. */
    public long commandCount() {
        if (!commands.isEmpty()) {
            return commands.size();
        }
        return frames == null ? 1 : (frames.count() + chunk - 1) / chunk;
    }

    /** The command line of the command at an index from 0. */
    public CommandLine commandLineOf(int index) {
        return commands.isEmpty()
                ? Objects.requireNonNull(command, "a task has a command or commands")
                : commands.get(index);
    }

    /** The frames of the command at an index from 0; null when the task has none. */
    public @Nullable FrameRange framesOf(int index) {
        return frames == null ? null : frames.slice((long) index * chunk, chunk);
    }
}
