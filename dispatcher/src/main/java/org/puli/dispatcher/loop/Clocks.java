package org.puli.dispatcher.loop;

import org.puli.farm.Moment;

/** The two clocks of a dispatcher; in the simulation both are virtual. Safe on every thread. */
public interface Clocks {
    /** Milliseconds since 1970; may jump. */
    long wallMillis();

    /** Nanoseconds from any start; never jumps. */
    long monoNanos();

    /** Both at once. */
    default Moment now() {
        return new Moment(wallMillis(), monoNanos() / 1_000_000);
    }

    /** The machine's own clocks. */
    static Clocks system() {
        return new Clocks() {
            @Override
            public long wallMillis() {
                return System.currentTimeMillis();
            }

            @Override
            public long monoNanos() {
                return System.nanoTime();
            }
        };
    }
}
