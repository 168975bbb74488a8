package org.puli.api.json;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.puli.api.Text;
import tools.jackson.core.type.TypeReference;

/**
 * What a program tells of its result, by name: {@code psnr} is {@code 38.2}. Values are text of one line, kept as they
 * were told. Stateless.
 */
public final class ResultValues {
    /** Values of one attempt; more are left out. */
    public static final int MOST = 64;

    /** Characters of a value; the rest is cut off. */
    public static final int LONGEST_VALUE = 500;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");

    private static final TypeReference<Map<String, String>> TYPE = new TypeReference<>() {};

    private ResultValues() {}

    /** Whether a value may have this name: 1 to 64 letters, digits, {@code _}, {@code .} and {@code -}. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** A value as it may be kept: one line without control characters, cut to {@link #LONGEST_VALUE}. */
    public static String cleaned(String value) {
        return Text.line(value, LONGEST_VALUE);
    }

    /** Values as they are stored; null for none. */
    public static @Nullable String findText(Map<String, String> values) {
        return values.isEmpty() ? null : Json.write(values);
    }

    /** Values that were stored; none for null. */
    public static Map<String, String> of(@Nullable String text) {
        return text == null ? Map.of() : Json.read(text, TYPE);
    }

    /** Whether there are no more of them than may be, and all names are in order. */
    public static boolean areSound(Map<String, String> values) {
        return values.size() <= MOST && values.keySet().stream().allMatch(ResultValues::isName);
    }
}
