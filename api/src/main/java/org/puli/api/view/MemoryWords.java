package org.puli.api.view;

import java.util.Locale;

/** Amounts of memory in words. Stateless. */
public final class MemoryWords {
    private static final int STEP = 1024;
    private static final String UNITS = " KMGT";

    /** A tenth of a megabyte interests nobody. */
    private static final int TENTHS_FROM = 3;

    private MemoryWords() {}

    /** An amount of memory for people: {@code 512 MB}, {@code 9.1 GB}, {@code 12 GB}. */
    public static String size(long bytes) {
        double steps = bytes;
        int unit = 0;
        while (Math.round(steps) >= STEP && unit < UNITS.length() - 1) {
            steps /= STEP;
            unit++;
        }
        boolean isWhole = unit < TENTHS_FROM || Math.round(steps * 10) % 10 == 0;
        String number = isWhole ? Long.toString(Math.round(steps)) : String.format(Locale.ROOT, "%.1f", steps);
        return number + " " + String.valueOf(UNITS.charAt(unit)).strip() + "B";
    }
}
