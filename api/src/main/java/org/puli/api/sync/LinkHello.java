package org.puli.api.sync;

/**
 * Who a dispatcher is: the first thing that it says on a link of version 2 and later, before any orders.
 *
 * @param protocol the version that it chose for this link, the same as in the handshake
 * @param farmId the farm that it steers
 * @param version its release, for people
 */
public record LinkHello(int protocol, String farmId, String version) {}
