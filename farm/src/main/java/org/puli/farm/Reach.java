package org.puli.farm;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.puli.api.NumberRange;
import org.puli.api.view.Status;
import org.puli.farm.change.Move;
import org.puli.farm.change.Part;

/**
 * The commands of a part of a task that a move changes: those at places that are looked at one by one, and, where the
 * part is the whole task, all that were never touched, which are moved in one go however many they are.
 */
public final class Reach {
    private final Task task;
    private final Part part;
    private final Move move;

    /** What a move changes of a part of this task. */
    public Reach(Task task, Part part, Move move) {
        this.task = task;
        this.part = part;
        this.move = move;
    }

    private boolean isWhole() {
        return part.places().isEmpty();
    }

    /**
     * Untouched commands of a task that waits command by command are shown differently, and are told apart; so are
     * those that are held one by one.
     */
    private boolean isInOneGo() {
        return move != Move.HOLD
                && isWhole()
                && (part.status() == null || task.pairing().gates() == null);
    }

    private List<NumberRange> places() {
        return isWhole() ? List.of(new NumberRange(0, task.commandCount() - 1L)) : part.places();
    }

    private boolean changes(int place, Status status) {
        Command command = task.findCommand(place);
        boolean isHeldBack = command != null && command.isHeldBack();
        return switch (move) {
            case HOLD -> move.changes(status) && !isHeldBack;
            case RELEASE -> isHeldBack;
            case RETRY_ALL -> move.changes(status) || (status == Status.READY && hasDoneFrames(command));
            default -> move.changes(status);
        };
    }

    private static boolean hasDoneFrames(@Nullable Command command) {
        return command != null && command.framesDone() != null;
    }

    private boolean takes(int place) {
        Status status = task.own(place);
        return changes(place, status) && (part.status() == null || part.status() == task.shown(place, status));
    }

    /** How many untouched commands move in one go. */
    public long freshCount() {
        int first = task.firstFresh();
        return isInOneGo() && first >= 0 && takes(first) ? task.freshCount() : 0;
    }

    /** How many untouched commands would be touched, each getting a row of its own. */
    public long newRowCount() {
        long count = 0;
        if (!isInOneGo() && move.changes(task.fresh())) {
            for (NumberRange range : places()) {
                for (long i = range.first(); i <= last(range); i++) {
                    count += task.findCommand((int) i) == null && takes((int) i) ? 1 : 0;
                }
            }
        }
        return count;
    }

    /** Where each of the commands stands that the move changes; a blocked one stands as READY. */
    public Map<Status, Long> counts() {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        forEachPlace(place -> counts.merge(task.own(place), 1L, Long::sum));
        if (freshCount() > 0) {
            counts.merge(task.fresh(), freshCount(), Long::sum);
        }
        return counts;
    }

    /** Goes through the places one by one; what is done there may touch the command. */
    void forEachPlace(IntConsumer action) {
        if (isInOneGo()) {
            List<Command> touched = task.touchedCommands();
            for (Command command : touched) {
                if (takes(command.index())) {
                    action.accept(command.index());
                }
            }
            return;
        }
        for (NumberRange range : places()) {
            for (long i = range.first(); i <= last(range); i++) {
                if (takes((int) i)) {
                    action.accept((int) i);
                }
            }
        }
    }

    private long last(NumberRange range) {
        return Math.min(range.last(), task.commandCount() - 1L);
    }
}
