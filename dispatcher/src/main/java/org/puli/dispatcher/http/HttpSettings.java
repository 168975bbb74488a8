package org.puli.dispatcher.http;

import java.time.Duration;

/**
 * Where the server listens and how patient it is.
 *
 * @param port 0 for any free one
 * @param idle a connection on which nothing moves for so long is closed
 * @param patience how long a request waits for the ring's answer
 */
public record HttpSettings(String bind, int port, Duration idle, Duration patience) {
    /** What production runs with. */
    public static HttpSettings of(String bind, int port) {
        return new HttpSettings(bind, port, Duration.ofSeconds(30), Duration.ofSeconds(30));
    }
}
