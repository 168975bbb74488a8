package org.puli.api.view;

import java.util.Locale;

/**
 * An amount of memory, for people.
 *
 * @param bytes from 0
 */
public record MemoryAmount(long bytes) {
    private static final int STEP = 1024;
    private static final String UNITS = "BKMGT";

    /** A tenth of a megabyte interests nobody. */
    private static final int TENTHS_FROM = 3;

    /** As {@code 7 B}, {@code 512 MB}, {@code 9.1 GB}, {@code 12 GB}. */
    @Override
    public String toString() {
        double steps = bytes;
        int unit = 0;
        while (Math.round(steps) >= STEP && unit < UNITS.length() - 1) {
            steps /= STEP;
            unit++;
        }
        boolean isWhole = unit < TENTHS_FROM || Math.round(steps * 10) % 10 == 0;
        String number = isWhole ? Long.toString(Math.round(steps)) : String.format(Locale.ROOT, "%.1f", steps);
        return number + " " + (unit == 0 ? "" : UNITS.charAt(unit)) + "B";
    }
}
