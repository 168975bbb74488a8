package org.puli.dispatcher.loop;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.puli.api.WorkerName;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerOrders;

/** The open connection of each worker; a newer one takes the place of an older. Safe on every thread. */
public final class WorkerLinks {
    private record Link(long number, LinkMailbox mailbox) {}

    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentMap<WorkerName, Link> links = new ConcurrentHashMap<>();
    private final ConcurrentMap<WorkerName, OrdersNumber> sent = new ConcurrentHashMap<>();

    /** Takes a worker's new connection and numbers it; the older one, if any, is told to close. */
    public long open(WorkerName worker, LinkMailbox mailbox) {
        Link link = new Link(numbers.incrementAndGet(), mailbox);
        Link older = links.put(worker, link);
        if (older != null) {
            older.mailbox.refuse("a newer connection of worker " + worker + " took this one's place");
        }
        return link.number;
    }

    /** Forgets a connection, unless a newer one is there. */
    public void close(WorkerName worker, long number) {
        links.computeIfPresent(worker, (name, link) -> link.number == number ? null : link);
    }

    /**
     * Sends orders to a worker, if the connection whose report they answer is still the newest. Behind a newer one may
     * be another life of the worker, which would start again what these orders had told the old one to start.
     */
    public void orders(WorkerName worker, long number, WorkerOrders orders) {
        Link link = links.get(worker);
        if (link != null && link.number == number) {
            sent.put(worker, orders.number());
            link.mailbox.orders(orders);
        }
    }

    /** Whether orders of this number, or later ones, were sent to a worker since the last {@link #forgetSent}. */
    public boolean hasSent(WorkerName worker, OrdersNumber number) {
        return sent.getOrDefault(worker, OrdersNumber.NONE).compareTo(number) >= 0;
    }

    /** A dispatcher begins: what was sent before was sent by an earlier one. */
    public void forgetSent() {
        sent.clear();
    }

    /** Turns a connection down. */
    public void refuse(WorkerName worker, long number, String reason) {
        Link link = links.get(worker);
        if (link != null && link.number == number) {
            link.mailbox.refuse(reason);
        }
    }

    /** Asks a worker for a log; says whether it is connected. */
    public boolean logWanted(WorkerName worker, LogWanted wanted) {
        Link link = links.get(worker);
        if (link == null) {
            return false;
        }
        link.mailbox.logWanted(wanted);
        return true;
    }
}
