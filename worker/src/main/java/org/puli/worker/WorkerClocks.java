package org.puli.worker;

/** The worker's clock for durations; in the simulation a virtual one. Safe on every thread. */
public interface WorkerClocks {
    /** Milliseconds from any start; never jumps. */
    long monoMillis();

    /** The machine's own clock. */
    static WorkerClocks system() {
        return () -> System.nanoTime() / 1_000_000;
    }
}
