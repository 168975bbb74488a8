package org.puli.worker.link;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The present connection of a worker.
 *
 * @param server whom it is to
 * @param since when it was made, milliseconds since 1970
 * @param protocol the version of the worker protocol that was agreed on
 * @param version the dispatcher's release; null while it has not said it
 */
public record Linked(
        URI server, long since, int protocol, @Nullable String version) {
    Linked of(String release) {
        return new Linked(server, since, protocol, release);
    }
}
