package org.puli.dispatcher;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened so far, closed in the opposite order. Each is closed once, and one that fails does not keep the rest
 * open.
 */
final class Opened implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    synchronized <P extends AutoCloseable> P add(P part) {
        parts.push(part);
        return part;
    }

    @Override
    public synchronized void close() {
        for (AutoCloseable part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("Letting go of {} failed", part.getClass().getSimpleName(), e);
            }
        }
    }
}
