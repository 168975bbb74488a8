package org.puli.api.spec;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.IntConsumer;
import org.puli.api.spec.Dependency.By;

/**
 * Which commands of one task wait for which commands of another, when it waits command by command. By frame: a command
 * waits for every command that has one of its frames, moved by the offset; a frame that the other does not have is not
 * waited for. By command: the same with places. Commands are named by their index from 0. Immutable; nothing is
 * allocated in a look, since a task of a million frames takes a million of them.
 *
 * @param from the task that waits
 * @param to the task that it waits for
 */
public record CommandPairs(TaskSpec from, TaskSpec to, By by, int shift) {
    /** Parts of a frame range whose frames wait for frames or are waited for so. */
    public static final int MOST_PARTS = 1_000;

    /** What keeps the frames of one task from waiting for those of another, in words; empty when nothing does. */
    public static String frameProblem(TaskSpec from, TaskSpec to) {
        for (TaskSpec task : List.of(from, to)) {
            if (task.frames() == null) {
                return "task '" + task.name() + "' has no frames; 'by: command' pairs commands by their places";
            }
            int parts = task.frames().segments().size();
            if (parts > MOST_PARTS) {
                return "the frames of task '" + task.name() + "' have " + parts + " parts; at most " + MOST_PARTS
                        + " are allowed where frames wait for frames";
            }
        }
        return "";
    }

    /** Tells the commands of the other task that a command waits for, in no order, perhaps some of them twice. */
    public void forEachTarget(int index, IntConsumer action) {
        forEach(from, index, to, shift, action);
    }

    /** Tells the commands that wait for a command of the other task, in no order, perhaps some of them twice. */
    public void forEachWaiting(int index, IntConsumer action) {
        forEach(to, index, from, -shift, action);
    }

    private void forEach(TaskSpec one, int index, TaskSpec other, int moved, IntConsumer action) {
        if (by == By.COMMAND) {
            long place = (long) index + moved;
            if (place >= 0 && place < other.commandCount()) {
                action.accept((int) place);
            }
            return;
        }
        FrameRange own = requireNonNull(one.frames(), "tasks that wait by frame have frames");
        FrameRange others = requireNonNull(other.frames(), "tasks that wait by frame have frames");
        long first = (long) index * one.chunk();
        long end = Math.min(first + one.chunk(), own.count());
        int last = -1;
        for (long position = first; position < end; position++) {
            long found = others.positionOf(own.frameAt(position) + moved);
            int command = found < 0 ? -1 : (int) (found / other.chunk());
            if (command >= 0 && command != last) {
                action.accept(command);
                last = command;
            }
        }
    }
}
