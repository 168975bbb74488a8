package org.puli.simulation.world;

/** Thrown where the dispatcher's process dies in the middle of something. */
final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;

    Crash() {
        super("the simulated process dies here", null, false, false);
    }
}
