package org.puli.cli.shared;

import java.util.Locale;

/** Statuses in color where that is wanted. Stateless. */
public final class Colors {
    private static final String ESCAPE = "\u001b[";
    private static final String OFF = ESCAPE + "0m";

    private Colors() {}

    /** A text in the color of the status that it names. */
    public static String status(String text, String status, Terminal terminal) {
        String code = code(status.strip().toUpperCase(Locale.ROOT));
        return terminal.hasColor() && !code.isEmpty() ? ESCAPE + code + "m" + text + OFF : text;
    }

    /** A text that stands out. */
    public static String bold(String text, Terminal terminal) {
        return terminal.hasColor() ? ESCAPE + "1m" + text + OFF : text;
    }

    /** A text that stands back. */
    public static String dim(String text, Terminal terminal) {
        return terminal.hasColor() ? ESCAPE + "2m" + text + OFF : text;
    }

    private static String code(String status) {
        return switch (status) {
            case "DONE", "IDLE" -> "32";
            case "FAILED", "LOST" -> "31";
            case "RUNNING", "ASSIGNED", "BUSY" -> "36";
            case "PAUSED", "CANCELED" -> "33";
            default -> "";
        };
    }
}
