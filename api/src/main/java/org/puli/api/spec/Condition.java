package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one attribute of a worker has to be. All parts that are named have to hold; a worker that lacks the attribute
 * meets only a condition that consists of {@code noneOf} alone.
 *
 * @param anyOf values of which it has one; empty when any will do
 * @param noneOf values that it must not have
 * @param min least number, null for none; text that is no number does not meet it
 * @param max greatest number, null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        List<String> anyOf,
        List<String> noneOf,
        @Nullable Double min,
        @Nullable Double max) {
    /** Copies the lists. */
    public Condition {
        anyOf = anyOf == null ? List.of() : List.copyOf(anyOf);
        noneOf = noneOf == null ? List.of() : List.copyOf(noneOf);
    }

    /** "Is exactly this". */
    public static Condition equalTo(String value) {
        return new Condition(List.of(value), List.of(), null, null);
    }

    /** "Is at least this". */
    public static Condition atLeast(double least) {
        return new Condition(List.of(), List.of(), least, null);
    }

    /** Whether a worker whose attribute has this value is right; null for one that lacks the attribute. */
    public boolean holdsFor(@Nullable String value) {
        if (value == null) {
            return anyOf.isEmpty() && min == null && max == null;
        }
        return (anyOf.isEmpty() || anyOf.contains(value)) && !noneOf.contains(value) && isInRange(value);
    }

    private boolean isInRange(String value) {
        if (min == null && max == null) {
            return true;
        }
        double number = number(value);
        return !Double.isNaN(number) && (min == null || number >= min) && (max == null || number <= max);
    }

    private static double number(String value) {
        // Double.parseDouble would take "NaN", "1f" and hexadecimal numbers, which nobody means.
        return value.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?") ? Double.parseDouble(value) : Double.NaN;
    }

    /** The condition in words that follow the attribute's name. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!anyOf.isEmpty()) {
            text.append(anyOf.size() == 1 ? " is " : " is one of ").append(String.join(", ", anyOf));
        }
        if (!noneOf.isEmpty()) {
            text.append(" is not ").append(noneOf.stream().collect(Collectors.joining(" or ")));
        }
        if (min != null) {
            text.append(" is at least ").append(plain(min));
        }
        if (max != null) {
            text.append(" is at most ").append(plain(max));
        }
        return text.toString().strip();
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
