package org.puli.dispatcher.lead;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What others may ask of whether this dispatcher leads. Safe on every thread. */
public interface Lead {
    /** How it stands. */
    Standing standing();

    /**
     * Hands over. The future completes with the address of the next one when this one has ended, or fails with
     * {@link NoHandOver}.
     *
     * @param to who is to lead; null for whoever waits
     */
    CompletableFuture<String> handOver(@Nullable String to);
}
