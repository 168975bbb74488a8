package org.puli.simulation.time;

/** Somebody to whom things happen: the dispatcher, a worker, a user. Knows until when a fault weighs on it. */
public final class Actor {
    private final String name;
    private long troubledUntil = Long.MIN_VALUE;

    /** An actor whom nothing troubles. */
    public Actor(String name) {
        this.name = name;
    }

    /** Its name in the trace. */
    public String name() {
        return name;
    }

    /** A fault weighs on it until then. */
    public void trouble(long untilNanos) {
        troubledUntil = Math.max(troubledUntil, untilNanos);
    }

    /** Whether a fault weighs on it now. */
    public boolean isTroubled(long nowNanos) {
        return nowNanos <= troubledUntil;
    }

    /** All is well again. */
    public void relieve() {
        troubledUntil = Long.MIN_VALUE;
    }
}
