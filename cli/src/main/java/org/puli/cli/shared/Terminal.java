package org.puli.cli.shared;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the place that output goes to can do.
 *
 * @param isTty whether a person looks at it
 * @param hasColor whether it may be colored
 * @param width characters in a line
 */
public record Terminal(boolean isTty, boolean hasColor, int width) {
    /** A file or pipe: no color, and lines as long as they are. */
    public static final Terminal PLAIN = new Terminal(false, false, Integer.MAX_VALUE);

    private static final int USUAL_WIDTH = 80;

    /** The terminal that this program runs in, if any. */
    public static Terminal here() {
        return of(System.console(), System.getenv());
    }

    private static Terminal of(@Nullable Console console, Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        boolean isTty = console != null && console.isTerminal();
        boolean hasWidth = columns.matches("[1-9]\\d{1,4}");
        int usual = isTty ? USUAL_WIDTH : Integer.MAX_VALUE;
        return new Terminal(
                isTty,
                isTty && environment.getOrDefault("NO_COLOR", "").isEmpty(),
                hasWidth ? Integer.parseInt(columns) : usual);
    }
}
