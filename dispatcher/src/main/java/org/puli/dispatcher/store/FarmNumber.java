package org.puli.dispatcher.store;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Draws the number by which workers know a farm from every other. */
final class FarmNumber {
    private static final int BYTES = 8;

    private FarmNumber() {}

    static String draw() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
