package org.puli.dispatcher.store;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Draws the number by which workers know a farm from every other. Safe on every thread. */
public final class FarmNumber {
    private static final int BYTES = 8;

    private FarmNumber() {}

    /** Sixteen hexadecimal digits that nobody has drawn before. */
    public static String draw() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
