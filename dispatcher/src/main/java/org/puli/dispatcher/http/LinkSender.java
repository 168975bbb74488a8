package org.puli.dispatcher.http;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.puli.dispatcher.loop.Bell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what lies in the workers' mailboxes, on one thread for all links: the socket takes a message without waiting,
 * and says later that it is through. So a slow worker holds up nobody, and a batch with orders for a hundred workers
 * wakes one thread, not a hundred. A link on which a message is stuck for ten seconds is closed.
 */
final class LinkSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkSender.class);
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final Queue<SocketMailbox> due = new ConcurrentLinkedQueue<>();
    private final Set<SocketMailbox> open = ConcurrentHashMap.newKeySet();
    private final Bell bell = new Bell();
    private volatile boolean isClosed;

    /** A sender with its thread. */
    static LinkSender start() {
        LinkSender sender = new LinkSender();
        HttpThreads.start("link-sender", sender::run);
        return sender;
    }

    /** A link is there; from now on it is closed when it is stuck. From any thread. */
    void opened(SocketMailbox mailbox) {
        open.add(mailbox);
    }

    /** Every link is closed, for another dispatcher leads. From any thread. */
    void moved(String leader) {
        open.forEach(mailbox -> mailbox.moved(leader));
    }

    /** A link is gone. From any thread. */
    void closed(SocketMailbox mailbox) {
        open.remove(mailbox);
    }

    /** A mailbox may have something to write. From any thread. */
    void due(SocketMailbox mailbox) {
        due.add(mailbox);
        bell.ring();
    }

    private void run() {
        long lookedAt = System.nanoTime();
        while (!isClosed) {
            for (SocketMailbox mailbox = due.poll(); mailbox != null; mailbox = due.poll()) {
                write(mailbox);
            }
            if (System.nanoTime() - lookedAt > LOOK_NANOS) {
                lookedAt = System.nanoTime();
                open.forEach(mailbox -> mailbox.closeIfStuck(PATIENCE_NANOS));
            }
            bell.await(LOOK_NANOS);
        }
    }

    /** What one link does wrong is no other's trouble. */
    private static void write(SocketMailbox mailbox) {
        try {
            mailbox.write();
        } catch (RuntimeException e) {
            LOG.error("A message to a worker could not be written; its link is closed", e);
            mailbox.giveUp();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        bell.ring();
    }
}
