package org.puli.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the numbers of all verbs, and says in words which kind of number is meant. */
final class NumberWords {
    private NumberWords() {}

    static CommandLine register(CommandLine puli) {
        return puli.registerConverter(Integer.class, whole(Integer::valueOf))
                .registerConverter(int.class, whole(Integer::valueOf))
                .registerConverter(Long.class, whole(Long::valueOf))
                .registerConverter(long.class, whole(Long::valueOf))
                .registerConverter(Double.class, NumberWords::number)
                .registerConverter(double.class, NumberWords::number);
    }

    private static <N> ITypeConverter<N> whole(Function<String, N> read) {
        return text -> {
            if (!text.matches("[-+]?\\d+")) {
                throw new TypeConversionException("'" + text + "' is not a whole number");
            }
            try {
                return read.apply(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("the number " + text + " is larger than can be meant here");
            }
        };
    }

    private static double number(String text) {
        // Java would take "NaN", "1f" and hexadecimal numbers, which nobody means.
        if (!text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
            throw new TypeConversionException("'" + text + "' is not a number");
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw new TypeConversionException("the number " + text + " is larger than can be meant here");
        }
        return number;
    }
}
