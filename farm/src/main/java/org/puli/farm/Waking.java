package org.puli.farm;

/**
 * What was done to wake a machine.
 *
 * @param tried wake packets that were sent in a row
 * @param lastMono when the last of them was, or it was given up, on the clock that never jumps
 * @param gaveUp whether no more are sent for long, or until a person says so
 */
public record Waking(int tried, long lastMono, boolean gaveUp) {
    String words() {
        String packets = tried == 1 ? "a wake packet was sent" : tried + " wake packets were sent";
        return gaveUp ? "does not wake up: " + packets : packets;
    }
}
