package org.puli.dispatcher.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens and how patient it is.
 *
 * @param port 0 for any free one
 * @param idle a connection on which nothing moves for so long is closed
 * @param patience how long a request waits for the ring's answer
 * @param tls with what it speaks TLS; null to speak without
 * @param ownersKnown whether nobody may name another owner than himself
 */
public record HttpSettings(
        String bind,
        int port,
        Duration idle,
        Duration patience,
        @Nullable TlsFiles tls,
        boolean ownersKnown) {
    /** Where anybody may name any owner. */
    public HttpSettings(String bind, int port, Duration idle, Duration patience, @Nullable TlsFiles tls) {
        this(bind, port, idle, patience, tls, false);
    }

    /** The same with another word on owners. */
    public HttpSettings withOwnersKnown(boolean other) {
        return new HttpSettings(bind, port, idle, patience, tls, other);
    }

    /** What production runs with. */
    public static HttpSettings of(String bind, int port, @Nullable TlsFiles tls) {
        return new HttpSettings(bind, port, Duration.ofSeconds(30), Duration.ofSeconds(30), tls);
    }
}
