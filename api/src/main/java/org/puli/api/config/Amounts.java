package org.puli.api.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations and amounts of memory as people write them. Stateless. */
public final class Amounts {
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,3})?)\\s*([kKMGTmgt]?)i?[bB]?");

    private static final BigDecimal MOST_BYTES = BigDecimal.valueOf(1L << 50);

    private Amounts() {}

    /**
     * Reads a duration: {@code 90s}, {@code 5m}, {@code 1h30m}, {@code 7d}, {@code 250ms}; a bare number is seconds.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Duration duration(String text) {
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Matcher matcher = DURATION.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a duration; write 90s, 5m, 2h or 1h30m");
        }
        return Duration.ofDays(part(matcher.group(1)))
                .plusHours(part(matcher.group(2)))
                .plusMinutes(part(matcher.group(3)))
                .plusSeconds(part(matcher.group(4)))
                .plusMillis(part(matcher.group(5)));
    }

    private static long part(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /**
     * Reads an amount of memory: bytes, or with K, M, G or T in steps of 1,024; at most 1,024 T.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static long bytes(String text) {
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not an amount of memory; write 512M, 4G or 1.5T");
        }
        int power = " KMGT"
                .indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2).toUpperCase(Locale.ROOT));
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
        if (bytes.compareTo(MOST_BYTES) > 0) {
            throw new IllegalArgumentException("'" + text + "' is more memory than there is; at most 1024T");
        }
        return bytes.longValue();
    }

    /** A duration in the form that {@link #duration} reads. */
    public static String text(Duration duration) {
        String text = (duration.toHours() > 0 ? duration.toHours() + "h" : "")
                + (duration.toMinutesPart() > 0 ? duration.toMinutesPart() + "m" : "")
                + (duration.toSecondsPart() > 0 ? duration.toSecondsPart() + "s" : "")
                + (duration.toMillisPart() > 0 ? duration.toMillisPart() + "ms" : "");
        return text.isEmpty() ? "0s" : text;
    }
}
