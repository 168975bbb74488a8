package org.puli.cli.license;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of seats. */
final class SeatsConverter implements ITypeConverter<Integer> {
    /** As many as the dispatcher takes. */
    private static final int MOST = 1_000_000;

    @Override
    public Integer convert(String text) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > MOST) {
            throw new TypeConversionException(
                    "'" + text + "' is not a number of seats; it is a whole number from 0 to " + MOST);
        }
        return Integer.valueOf(text);
    }
}
