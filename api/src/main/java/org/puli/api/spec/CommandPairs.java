package org.puli.api.spec;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;
import org.puli.api.spec.Dependency.By;

/**
 * Which commands of one task wait for which commands of another, when it waits command by command. By frame: a command
 * waits for every command that has one of its frames, moved by the offset; a frame that the other does not have is not
 * waited for. By command: the same with places. Commands are named by their index from 0. Immutable.
 *
 * @param from the task that waits
 * @param to the task that it waits for
 */
public record CommandPairs(TaskSpec from, TaskSpec to, By by, int shift) {
    /** The commands of the other task that a command waits for. */
    public BitSet targetsOf(int index) {
        return paired(from, index, to, shift);
    }

    /** The commands that wait for a command of the other task. */
    public BitSet waitingFor(int index) {
        return paired(to, index, from, -shift);
    }

    private BitSet paired(TaskSpec one, int index, TaskSpec other, int moved) {
        BitSet found = new BitSet();
        if (by == By.COMMAND) {
            long place = (long) index + moved;
            if (place >= 0 && place < other.commandCount()) {
                found.set((int) place);
            }
            return found;
        }
        FrameRange own = requireNonNull(one.framesOf(index), "tasks that wait by frame have frames");
        FrameRange others = requireNonNull(other.frames(), "tasks that wait by frame have frames");
        for (FrameRange.Segment segment : own.segments()) {
            for (long frame = segment.first(); frame <= segment.last(); frame += segment.step()) {
                long position = others.positionOf((int) frame + moved);
                if (position >= 0) {
                    found.set((int) (position / other.chunk()));
                }
            }
        }
        return found;
    }
}
