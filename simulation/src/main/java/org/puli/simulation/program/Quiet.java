package org.puli.simulation.program;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what libraries log inside this process away from figures and reports. Stateless. */
public final class Quiet {
    private Quiet() {}

    /** From now on only faults are logged. */
    public static void logs() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.ERROR);
        }
    }
}
