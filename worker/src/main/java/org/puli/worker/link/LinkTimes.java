package org.puli.worker.link;

import java.time.Duration;

/**
 * How patient a link is.
 *
 * @param connect how long a connection, TLS and the handshake may take together
 * @param ping a link on which nothing was heard for so long is pinged, and again after each such time
 * @param silence a link on which nothing was heard for so long is given up
 * @param firstPause the longest wait after the first failures
 * @param longestPause the longest wait however many there were; each is drawn between nothing and the longest
 * @param refused for at least this long, and at most twice, an address is left alone that refused this worker
 */
record LinkTimes(
        Duration connect,
        Duration ping,
        Duration silence,
        Duration firstPause,
        Duration longestPause,
        Duration refused) {
    /**
     * What production runs with. Pings keep the entries of proxies and NAT alive, which forget a connection after 30 s
     * at the earliest; a dispatcher that answers reports makes them needless. The silence ends before a worker counts
     * as lost, and lasts over a slow moment of a dispatcher.
     * The longest pause is short beside the silence after which a worker is lost: no healthy one may be, when the
     * dispatcher is back.
     */
    static final LinkTimes USUAL = new LinkTimes(
            Duration.ofSeconds(10),
            Duration.ofSeconds(12),
            Duration.ofSeconds(20),
            Duration.ofMillis(250),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30));
}
