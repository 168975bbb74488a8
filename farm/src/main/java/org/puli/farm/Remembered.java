package org.puli.farm;

import org.jspecify.annotations.Nullable;
import org.puli.api.spec.FrameRange;
import org.puli.farm.change.Delay;
import org.puli.farm.row.CommandRow;

/**
 * What a command remembers of the attempts before its newest one, and of what a person said of it alone. Most have
 * nothing to remember and share one object, so that a million commands that ran well take little memory.
 *
 * @param failures attempts that failed since a person last made it ready
 * @param losses attempts whose worker was lost, or did not start them in time
 * @param returns attempts in a row that were given back and do not count
 * @param delay its pause before the next try; null when it does not pause
 * @param avoided workers on which it failed or did not start
 * @param heldBack whether a person keeps it from starting
 * @param framesDone frames that earlier attempts finished; null when none are known
 * @param grownMemory bytes that it reserves since it used more than its task says; 0 when its task's word holds
 */
record Remembered(
        int failures,
        int losses,
        int returns,
        @Nullable Delay delay,
        Avoided avoided,
        boolean heldBack,
        @Nullable FrameRange framesDone,
        long grownMemory) {
    /** Nothing. */
    static final Remembered NONE = new Remembered(0, 0, 0, null, Avoided.NONE, false, null, 0);

    /** What a row says, but for the workers, which it only names. */
    static Remembered of(CommandRow row, Avoided avoided) {
        Delay delay = row.readyAt() == 0 ? null : Delay.stored(row.readyAt());
        return new Remembered(
                        row.failures(),
                        row.losses(),
                        row.returns(),
                        delay,
                        avoided,
                        false,
                        CommandRows.framesDone(row),
                        row.grownMemory())
                .shared();
    }

    Remembered failed() {
        return with(failures + 1, losses, 0);
    }

    Remembered lost() {
        return with(failures, losses + 1, returns);
    }

    Remembered returned() {
        return with(failures, losses, returns + 1);
    }

    /** Nothing is held against it, or by it against workers, any more. */
    Remembered forgiven() {
        return with(0, losses, 0).withAvoided(Avoided.NONE);
    }

    private Remembered with(int failed, int lost, int given) {
        return new Remembered(failed, lost, given, delay, avoided, heldBack, framesDone, grownMemory).shared();
    }

    Remembered withDelay(@Nullable Delay now) {
        return new Remembered(failures, losses, returns, now, avoided, heldBack, framesDone, grownMemory).shared();
    }

    Remembered withAvoided(Avoided now) {
        return new Remembered(failures, losses, returns, delay, now, heldBack, framesDone, grownMemory).shared();
    }

    Remembered heldBack(boolean now) {
        return new Remembered(failures, losses, returns, delay, avoided, now, framesDone, grownMemory).shared();
    }

    Remembered withFramesDone(@Nullable FrameRange now) {
        return new Remembered(failures, losses, returns, delay, avoided, heldBack, now, grownMemory).shared();
    }

    Remembered grown(long memoryBytes) {
        return new Remembered(failures, losses, returns, delay, avoided, heldBack, framesDone, memoryBytes).shared();
    }

    private Remembered shared() {
        return isNothing() ? NONE : this;
    }

    private boolean isNothing() {
        return failures == 0
                && losses == 0
                && returns == 0
                && delay == null
                && avoided.workers().isEmpty()
                && !heldBack
                && framesDone == null
                && grownMemory == 0;
    }
}
