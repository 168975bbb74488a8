package org.puli.simulation.time;

import java.util.function.LongSupplier;

/**
 * Stands for the thread of a passive object: calls its turn when the bell has rung or the time is over, as production
 * does. It can be held for a while, as a suspended process is, and stopped for good.
 */
public final class Turner {
    private static final long NEVER = Long.MAX_VALUE;
    /** A turn costs time, or a thread that has more to do at once would do it all in no time. */
    private static final long TURN_NANOS = 20_000;

    private final SimScheduler scheduler;
    private final Actor actor;
    private final String what;
    private final LongSupplier turn;
    private final LongSupplier wakeNanos;
    private long plannedAt = NEVER;
    private long heldUntil;
    private boolean isStopped;

    /**
     * A thread that waits for its first ring.
     *
     * @param turn says how many nanoseconds may pass until the next one
     * @param wakeNanos how long it takes from a ring to the turn
     */
    public Turner(SimScheduler scheduler, Actor actor, String what, LongSupplier turn, LongSupplier wakeNanos) {
        this.scheduler = scheduler;
        this.actor = actor;
        this.what = what;
        this.turn = turn;
        this.wakeNanos = wakeNanos;
    }

    /** The next turn comes soon. */
    public void ring() {
        plan(wakeNanos.getAsLong());
    }

    /** No turn before then. */
    public void hold(long untilNanos) {
        heldUntil = Math.max(heldUntil, untilNanos);
    }

    /** No turn ever again. */
    public void stop() {
        isStopped = true;
    }

    /** Whether a turn is planned at all. */
    public boolean isPlanned() {
        return plannedAt != NEVER;
    }

    private void plan(long nanos) {
        long at = nanos > NEVER - scheduler.now() ? NEVER : Math.max(scheduler.now() + nanos, heldUntil);
        if (isStopped || at >= plannedAt) {
            return;
        }
        plannedAt = at;
        scheduler.quietly(at - scheduler.now(), actor, () -> run(at));
    }

    private void run(long at) {
        // An earlier turn that was planned after this one has taken its place.
        if (isStopped || at != plannedAt) {
            return;
        }
        plannedAt = NEVER;
        if (scheduler.now() < heldUntil) {
            plan(heldUntil - scheduler.now());
            return;
        }
        scheduler.count(actor, what);
        plan(Math.max(TURN_NANOS, turn.getAsLong()));
    }
}
