package org.puli.worker.link;

import org.puli.api.sync.WorkerReport;

/** The way to the dispatcher. Never blocks; safe on every thread. */
public interface DispatcherLink {
    /** Hands over a report; it replaces one that was not yet written. Says whether there is a connection. */
    boolean send(WorkerReport report);
}
