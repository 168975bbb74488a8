package org.puli.worker.link;

import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.LinkMessage;

/**
 * Keeps a worker with several addresses in its farm: they are of one farm by their nature, so that one of another farm
 * is a mistake, and following it would stop all that runs. A worker with one address follows it wherever it leads.
 * Safe on every thread.
 */
final class FarmGuard {
    private final boolean hasChoice;
    private final Supplier<@Nullable String> own;

    /** {@code own} tells the farm that the worker belongs to; null before it met one. */
    FarmGuard(boolean hasChoice, Supplier<@Nullable String> own) {
        this.hasChoice = hasChoice;
        this.own = own;
    }

    /** Why this message is not to be heeded; null when it may be. */
    @Nullable
    String objection(LinkMessage message, URI server) {
        String mine = own.get();
        String theirs = message.hello() != null
                ? message.hello().farmId()
                : message.orders() != null ? message.orders().farmId() : null;
        if (!hasChoice || mine == null || theirs == null || mine.equals(theirs)) {
            return null;
        }
        return server + " steers farm " + theirs + ", but this worker belongs to farm " + mine
                + "; all addresses of worker.server have to be of one farm: take out the wrong one, or start this"
                + " worker with that address alone to move it to the other farm";
    }
}
