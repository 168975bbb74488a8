package org.puli.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** The production code's own log: a simulation is full of small disasters that are wanted, and nobody reads of them. */
public final class SilentLog {
    private SilentLog() {}

    /** From now on nothing is logged in this process. */
    public static void begin() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.OFF);
        }
    }
}
