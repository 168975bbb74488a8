package org.puli.farm;

import static org.puli.farm.JobShow.orNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.Placeholders;
import org.puli.api.view.CommandView;
import org.puli.api.view.Status;

/** How a command is shown, also one that is only implied by its task. Called by the loop. */
public final class CommandShow {
    private CommandShow() {}

    /** The command at an index of a task. */
    public static CommandView view(Task task, int index) {
        Command command = task.findCommand(index);
        return command == null ? implied(task, index) : touched(task, command);
    }

    private static CommandView implied(Task task, int index) {
        return new CommandView(
                task.commandId(index),
                name(task, index),
                task.status(index),
                task.job().id(),
                task.id(),
                frames(task, index),
                arguments(task, index),
                0,
                task.attempts(),
                0,
                null,
                false,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static CommandView touched(Task task, Command command) {
        Status status = task.status(command.index());
        return new CommandView(
                command.id(),
                name(task, command.index()),
                status,
                task.job().id(),
                task.id(),
                frames(task, command.index()),
                arguments(task, command.index()),
                command.attempt(),
                task.attempts(),
                command.failures(),
                command.lastWorker(),
                command.holder() != null && !command.isWanted(),
                command.isHeldBack(),
                command.told().fraction(),
                command.told().message(),
                framesDone(command),
                orNull(command.startedAt()),
                orNull(command.endedAt()),
                command.exitCode(),
                command.reason(),
                command.delay() == null ? null : command.delay().readyAt(),
                avoided(command),
                orNull(command.grownMemory()));
    }

    private static @Nullable String framesDone(Command command) {
        FrameRange frames = DoneFrames.shown(command);
        return frames == null ? null : frames.toString();
    }

    private static @Nullable List<WorkerName> avoided(Command command) {
        List<Worker> workers = command.avoided();
        return workers.isEmpty() ? null : workers.stream().map(Worker::name).toList();
    }

    private static String name(Task task, int index) {
        String frames = frames(task, index);
        if (frames != null) {
            return task.name() + " " + frames;
        }
        return task.commandCount() == 1 ? task.name() : task.name() + " #" + (index + 1);
    }

    private static @Nullable String frames(Task task, int index) {
        FrameRange frames = task.spec().framesOf(index);
        return frames == null ? null : frames.toString();
    }

    private static List<String> arguments(Task task, int index) {
        CommandLine line = task.lines().of(index);
        FrameRange frames = task.spec().framesOf(index);
        boolean chunked = frames != null && frames.count() > 1;
        // A chunk that runs once per frame is shown as it was written, for no one frame stands for all.
        if (chunked && Placeholders.areOneFrame(line)) {
            return line.arguments();
        }
        Map<String, String> none = Map.of();
        return new Placeholders(frames, null, none).fill(line);
    }
}
