package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What operating systems have in common as far as paths go. */
public enum Platform {
    /** Linux. */
    @JsonProperty("linux")
    LINUX(':'),
    /** macOS. */
    @JsonProperty("macos")
    MACOS(':'),
    /** Windows. */
    @JsonProperty("windows")
    WINDOWS(';');

    private final char listSeparator;

    Platform(char listSeparator) {
        this.listSeparator = listSeparator;
    }

    /** What stands between the paths of a list, as in {@code PATH}. */
    public char listSeparator() {
        return listSeparator;
    }

    /** The value as it is written in JSON and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The platform that a Java property {@code os.name} or a worker's attribute {@code os} names; null for others. */
    public static @Nullable Platform find(String os) {
        String name = os.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return LINUX;
        }
        if (name.startsWith("mac") || name.startsWith("darwin")) {
            return MACOS;
        }
        return name.startsWith("windows") ? WINDOWS : null;
    }
}
