package org.puli.simulation.time;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Virtual time: a queue of what will happen, ordered by time; among equal times the seed decides. One thread; whatever
 * happens may plan what happens later.
 */
public final class SimScheduler {
    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::at).thenComparingLong(Event::tie).thenComparingLong(Event::sequence);

    private record Event(long at, long tie, long sequence, Actor actor, String what, Runnable action) {}

    private final PriorityQueue<Event> queue = new PriorityQueue<>(ORDER);
    private final Chance ties;
    private final Trace trace;
    private final Actor dispatcher;
    private long now;
    private long sequence;
    private long stepCount;
    private long troubledCount;

    /** Time starts at 0; trouble of the dispatcher's is everybody's. */
    public SimScheduler(Chance ties, Trace trace, Actor dispatcher) {
        this.ties = ties;
        this.trace = trace;
        this.dispatcher = dispatcher;
    }

    /** Nanoseconds since the start. */
    public long now() {
        return now;
    }

    /** Plans something. */
    public void after(long nanos, Actor actor, String what, Runnable action) {
        queue.add(new Event(now + Math.max(0, nanos), ties.number(), sequence++, actor, what, action));
    }

    /** Plans something that leaves no line in the trace and does not count, such as a look at the whole. */
    public void quietly(long nanos, Actor actor, Runnable action) {
        after(nanos, actor, "", action);
    }

    /** Lets the next thing happen; false when there is none. */
    public boolean step() {
        Event next = queue.poll();
        if (next == null) {
            return false;
        }
        now = next.at;
        if (!next.what.isEmpty()) {
            count(next.actor, next.what);
        }
        next.action.run();
        return true;
    }

    /** Counts a step of an actor and writes it down. */
    void count(Actor actor, String what) {
        stepCount++;
        troubledCount += actor.isTroubled(now) || dispatcher.isTroubled(now) ? 1 : 0;
        trace.add(now, actor.name(), what, null);
    }

    /** Adds to the trace what came of a step. */
    public void note(Actor actor, String what) {
        trace.add(now, actor.name(), what, null);
    }

    /** The same with a detail for people, which is written out only when somebody reads it. */
    public void note(Actor actor, String what, Object detail) {
        trace.add(now, actor.name(), what, detail);
    }

    /** How much happened so far. */
    public long stepCount() {
        return stepCount;
    }

    /** How much of it happened under a fault. */
    public long troubledCount() {
        return troubledCount;
    }
}
