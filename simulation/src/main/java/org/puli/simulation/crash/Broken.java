package org.puli.simulation.crash;

/** Something that was promised does not hold. */
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Broken(String what) {
        super(what);
    }
}
