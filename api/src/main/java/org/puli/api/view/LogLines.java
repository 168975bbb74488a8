package org.puli.api.view;

import java.util.List;

/**
 * Lines of a log that somebody looked for, and how far it was looked through.
 *
 * @param lines what was found, in their order
 * @param lastLine the last line that was looked at; 0 for none
 * @param complete whether that was the last line that there is; otherwise ask again from the line after it
 */
public record LogLines(int attempt, List<LogLine> lines, long lastLine, boolean complete) {
    /** Takes a missing list as an empty one. */
    public LogLines {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }
}
