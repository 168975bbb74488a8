package org.puli.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whole numbers in a row, both ends included, from 0. */
public record NumberRange(long first, long last) {
    /** The most parts that a list of ranges may have. */
    public static final int MOST_PARTS = 10_000;

    private static final Pattern PART = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

    /** Refuses an empty range. */
    public NumberRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("'" + first + "-" + last + "' is not a range of numbers");
        }
    }

    /**
     * Reads ranges such as {@code 31-40,57}.
     *
     * @throws IllegalArgumentException with the part that could not be read
     */
    public static List<NumberRange> parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length > MOST_PARTS) {
            throw new IllegalArgumentException(
                    "has " + parts.length + " parts; at most " + MOST_PARTS + " are allowed");
        }
        List<NumberRange> ranges = new ArrayList<>();
        for (String part : parts) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + part + "' is not a number or range such as 31-40");
            }
            long first = Long.parseLong(matcher.group(1));
            ranges.add(new NumberRange(first, matcher.group(2) == null ? first : Long.parseLong(matcher.group(2))));
        }
        return ranges;
    }

    /** Ranges as they are read. */
    public static String text(List<NumberRange> ranges) {
        return ranges.stream().map(NumberRange::toString).collect(Collectors.joining(","));
    }

    /** How many numbers there are. */
    public long count() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first == last ? Long.toString(first) : first + "-" + last;
    }
}
