package org.puli.dispatcher;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A part that is built on another thread while its owner does something else. Taken or closed by one thread. */
final class Prepared<P> implements AutoCloseable {
    private final CompletableFuture<P> part;
    private final Consumer<P> closing;
    private boolean isTaken;

    /** Begins to build it; {@code closing} is for one that nobody takes. */
    Prepared(Supplier<P> building, Consumer<P> closing) {
        this.part = CompletableFuture.supplyAsync(building);
        this.closing = closing;
    }

    /** Waits for it; from now on it is the caller's to close. Throws what building it threw. */
    P take() {
        isTaken = true;
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Closes it unless it was taken; one that could not be built needs no closing. */
    @Override
    public void close() {
        if (!isTaken && part.handle((made, failure) -> failure == null).join()) {
            closing.accept(part.join());
        }
    }
}
