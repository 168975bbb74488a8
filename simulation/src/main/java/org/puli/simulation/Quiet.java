package org.puli.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The production code's own log: in a simulation its many small disasters are wanted, and nobody wants to read them. */
public final class Quiet {
    private Quiet() {}

    /** Nothing is logged any more. */
    public static void logs() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }
}
