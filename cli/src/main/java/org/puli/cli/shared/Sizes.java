package org.puli.cli.shared;

import java.util.Locale;

/** Amounts for people. Stateless. */
public final class Sizes {
    private static final long STEP = 1024;

    private Sizes() {}

    /** Bytes in steps of 1,024: {@code 512M}, {@code 15.5G}. */
    public static String text(long bytes) {
        double rest = bytes;
        int unit = 0;
        while (rest >= STEP && unit < 4) {
            rest /= STEP;
            unit++;
        }
        String number = number(Math.round(rest * 10) / 10.0);
        return unit == 0 ? number : number + "KMGT".charAt(unit - 1);
    }

    /** A number without a needless fraction. */
    public static String number(double number) {
        return number == Math.rint(number)
                ? Long.toString((long) number)
                : String.format(Locale.ROOT, "%.3f", number).replaceAll("0+$", "");
    }
}
