package org.puli.worker;

import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;

/**
 * Whether the dispatcher has taken in that this worker is about to sleep. Any orders will not do: those that left
 * before the report came in say nothing, and a machine that sleeps on them would be taken for lost. Safe on every
 * thread.
 */
public final class SleepAnswers {
    /** The first of the reports in a row that said so; 0 for none. */
    private long since;

    private boolean isBelieved;
    private boolean hasHeard;

    /** A new connection is there, on which the dispatcher has said nothing yet. */
    public synchronized void opened() {
        hasHeard = false;
    }

    /** Whether it has on this one: a machine that was woken for work is not idle before. */
    public synchronized boolean hasHeard() {
        return hasHeard;
    }

    /** A report is sent. */
    public synchronized void said(WorkerReport report) {
        Availability availability = report.availability();
        if (availability == null || availability.cause() != Cause.SLEEPING) {
            since = 0;
            isBelieved = false;
        } else if (since == 0) {
            since = report.number();
        }
    }

    /** Orders came in. */
    public synchronized void heard(WorkerOrders orders) {
        hasHeard = true;
        isBelieved = since != 0 && orders.answers() >= since && orders.asleep();
    }

    /** Whether the newest orders answer a report that said so, and take the worker for asleep. */
    public synchronized boolean isBelieved() {
        return isBelieved;
    }
}
