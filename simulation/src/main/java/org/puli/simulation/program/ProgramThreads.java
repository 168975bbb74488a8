package org.puli.simulation.program;

/** The one place of this package that makes threads. Safe on every thread. */
final class ProgramThreads {
    private ProgramThreads() {}

    /** Something to be done when this process ends, also when it is interrupted. */
    static void atExit(Runnable work) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(work));
    }
}
